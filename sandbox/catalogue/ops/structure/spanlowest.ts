import { spanExtreme } from '../spanExtreme'
import { spanned } from '../spanned'

export const spanlowest = spanned({
  id: 'spanlowest',
  title: 'Lowest over hours',
  summary:
    'Smallest value of the source over the bars that opened within the last `hours`, this one included, whatever the timeframe; gaps do not stretch it. Missing until history reaches back so far.',
  formula: 'min(x) over bars with time > now − hours',
  family: 'structure',
  synonyms: ['24h', '24 hour low', '24h low', 'min', 'by time'],
  from: 'low',
  call: 'ta.spanlowest(source, hours)',
  arithmetic: spanExtreme(-1),
})
