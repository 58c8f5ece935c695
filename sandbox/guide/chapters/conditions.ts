import { formula, list, refused, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const conditions: Chapter = {
  id: 'conditions',
  title: 'Conditions',
  summary: 'Comparing, combining, choosing, and why if is refused.',
  sections: [
    {
      id: 'comparing',
      title: 'Comparing and combining',
      blocks: [
        text(
          'Comparisons of series give conditions. The signs of the language work on them as they do on numbers.',
        ),
        table(
          ['Write', 'True on bars where'],
          ['`a > b`, `>=`, `<`, `<=`', 'it holds on that bar'],
          ['`a == b`, `a != b`', 'both are exactly equal, or not; `===` is the same'],
          ['`a && b`, `a || b`', 'both are true, one is'],
          ['`!a`', 'it is false'],
          ['`ta.crossover(a, b)`', '`a` is above `b` and was at or below it'],
          ['`ta.crossunder(a, b)`', '`a` is below `b` and was at or above it'],
          ['`ta.rising(a, n)`', '`a` rose `n` bars in a row'],
          ['`ta.between(x, low, high).inside`', '`x` lies between the two'],
        ),
        formula(
          'long exitLong',
          `export default strategy({ name: 'Cross with the trend' }, ({ close, ta }) => {
  const fast = ta.ema(close, 12)
  const slow = ta.ema(close, 26)
  const up = close > ta.sma(close, 100)
  return {
    long: ta.crossover(fast, slow) && up,
    exitLong: ta.crossunder(fast, slow) || !up,
  }
})`,
        ),
      ],
    },
    {
      id: 'choosing',
      title: 'Choosing a value',
      blocks: [
        text(
          '`where(cond, a, b)` is `a` on bars where the condition is true and `b` where it is false. `cond ? a : b` means the same.',
        ),
        formula(
          'filter columns.level',
          `export default strategy({ name: 'Stricter in calm markets' }, ({ close, ta }) => {
  const wild = ta.atr(14) > ta.sma(ta.atr(14), 50)
  const level = wild ? 20 : 35
  return { filter: ta.rsi(close, 14) < level, columns: { level } }
})`,
        ),
      ],
    },
    {
      id: 'if',
      title: 'Why not if',
      blocks: [
        text(
          'The function runs once, for all bars together. An `if` has to go one way; a condition is true on some bars and false on others. So an `if` on a series is refused, with its line:',
        ),
        refused(
          'series-as-value',
          4,
          `export default strategy({ name: 'Two levels' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  let level = 30
  if (close > ta.sma(close, 100)) level = 40
  return { filter: rsi < level }
})`,
        ),
        text('Choose instead:'),
        formula(
          'filter',
          `export default strategy({ name: 'Two levels' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  const level = where(close > ta.sma(close, 100), 40, 30)
  return { filter: rsi < level }
})`,
        ),
        list(
          'An `if` on a number, a text or a parameter is fine: it has one value when the strategy is compiled.',
          'The same goes for `while`, `for`, `switch`, and for series inside texts.',
          'A rule that really has to go step by step is a [script](/docs/language/scripts).',
        ),
      ],
    },
    {
      id: 'chained',
      title: 'Between two levels',
      blocks: [
        text('`30 < rsi < 70` compares an answer with 70. It is refused before it can mislead.'),
        refused(
          'chained-comparison',
          2,
          `export default strategy({ name: 'Middle' }, ({ close, ta }) => ({
  filter: 30 < ta.rsi(close, 14) < 70,
}))`,
        ),
        formula(
          'filter',
          `export default strategy({ name: 'Middle' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  return { filter: 45 < rsi && rsi < 55 }
})`,
        ),
      ],
    },
  ],
}
