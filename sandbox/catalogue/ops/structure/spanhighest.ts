import { spanExtreme } from '../spanExtreme'
import { spanned } from '../spanned'

export const spanhighest = spanned({
  id: 'spanhighest',
  title: 'Highest over hours',
  summary:
    'Largest value of the source over the bars that opened within the last `hours`, this one included, whatever the timeframe; gaps do not stretch it. Missing until history reaches back so far.',
  formula: 'max(x) over bars with time > now − hours',
  family: 'structure',
  synonyms: ['24h', '24 hour high', '24h high', 'max', 'by time'],
  from: 'high',
  call: 'ta.spanhighest(source, hours)',
  arithmetic: spanExtreme(1),
})
