import { formula, list, refused, text } from '../blocks'
import type { Chapter } from '../guide'

export const helpers: Chapter = {
  id: 'helpers',
  title: 'Functions and loops',
  summary: 'Your own helpers, lists and loops, and what becomes of them.',
  sections: [
    {
      id: 'functions',
      title: 'Your own functions',
      blocks: [
        text(
          'Write helpers as functions of series. They stand in the file or inside the strategy; both see `ta` and `math`.',
        ),
        formula(
          'filter columns.z',
          `const zscore = (x, length: number) => (x - ta.sma(x, length)) / ta.stdev(x, length)

export default strategy({ name: 'Stretched' }, ({ close }) => {
  const z = zscore(close, 50)
  return { filter: z < -2, columns: { z } }
})`,
        ),
      ],
    },
    {
      id: 'loops',
      title: 'Loops',
      blocks: [
        text(
          'A loop runs while the strategy is compiled. Each turn adds operations; equal ones are kept once.',
        ),
        formula(
          'filter score',
          `const LENGTHS = [5, 10, 20, 40, 80]

export default strategy({ name: 'Fan' }, ({ close, ta }) => {
  const averages = LENGTHS.map(length => ta.ema(close, length))
  let fanned = true
  for (let i = 1; i < averages.length; i++) fanned = fanned && averages[i - 1] > averages[i]
  const spread = averages[0] / averages[4] - 1
  return { filter: fanned, score: spread }
})`,
        ),
        list(
          'Loops count with numbers, never with series.',
          'To look over the last bars, take a function of the past: `ta.highest`, `ta.countin`, `within`. No loop is needed.',
          'A loop without end is stopped. So is one that makes [too much](/docs/language/limits).',
        ),
        refused(
          'out-of-fuel',
          3,
          `export default strategy({ name: 'Endless' }, ({ close }) => {
  let n = 0
  while (true) n++
  return { filter: close > n }
})`,
        ),
      ],
    },
    {
      id: 'names',
      title: 'Names',
      blocks: [
        list(
          '`const rsi = …` gives the series that name in tables, charts and the graph.',
          'Several parts come at once: `const { upper, lower } = ta.bb(close, 20, 2)`.',
          'A name that is not there is told with the nearest one that is.',
        ),
        refused(
          'unknown-name',
          2,
          `export default strategy({ name: 'Typing error' }, ({ close, ta }) => ({
  filter: close > ta.smma(close, 20),
}))`,
        ),
      ],
    },
  ],
}
