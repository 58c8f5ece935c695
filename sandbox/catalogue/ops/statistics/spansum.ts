import { spanned } from '../spanned'
import { total } from '../total'

const arithmetic = total(false)

export const spansum = spanned({
  id: 'spansum',
  title: 'Sum over hours',
  summary:
    'Sum of the source over the bars that opened within the last `hours`, whatever the timeframe; gaps do not stretch it, and a bar longer than that stands alone. Missing until history reaches back so far; exact for prices in ticks.',
  formula: 'Σ x over bars with time > now − hours',
  family: 'statistics',
  synonyms: ['24h', '24 hours', 'rolling sum', '24h volume', 'by time'],
  from: 'volume',
  call: 'ta.spansum(source, hours)',
  arithmetic: { ...arithmetic, memory: arithmetic.memory(0) },
})
