import { compose, int, out, series, source } from '../compose'

export const relativestrength = compose({
  id: 'relativestrength',
  title: 'Relative strength',
  summary:
    'A source against a benchmark: their ratio, the ratio’s change over `length` bars in percent, and its RSI. Wire another symbol (BTC, an index) as benchmark.',
  formula: 'ratio = x / benchmark, change = ROC(ratio), rsi = RSI(ratio)',
  family: 'momentum',
  synonyms: ['ratio', 'benchmark', 'prs', 'btc', 'outperform'],
  inputs: [source, series('benchmark', 'Benchmark')],
  params: [int('length', 'Length', 14)],
  outputs: [out('ratio', 'Ratio'), out('change', 'Change %'), out('rsi', 'RSI of ratio')],
  call: 'ta.relativestrength(source, benchmark, length)',
  build: ({ op, div }, { source, benchmark }, { length }) => {
    const ratio = div(source, benchmark)
    return { ratio, change: op('roc', [ratio], { length }), rsi: op('rsi', [ratio], { length }) }
  },
})
