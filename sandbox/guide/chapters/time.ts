import { formula, list, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const time: Chapter = {
  id: 'time',
  title: 'Over time',
  summary: 'Recently, since, first this then that: conditions that look over bars.',
  sections: [
    {
      id: 'words',
      title: 'The words',
      blocks: [
        table(
          ['Write', 'Means'],
          ['`ago(x, n)`', '`x` as it was `n` bars earlier'],
          ['`within(cond, n)`', 'true on one of the last `n` bars, this one included'],
          ['`ta.held(cond, n)`', 'true on all of the last `n` bars'],
          ['`ta.countin(cond, n)`', 'on how many of the last `n` bars it was true'],
          ['`sequence(a, b, n)`', '`b`, within `n` bars after `a`'],
          ['`ta.barssince(cond)`', 'bars since it was last true; 0 on the bar itself'],
          ['`ta.valuewhen(cond, x, n)`', '`x` on the bar where it was last true, or `n` times before'],
          ['`ta.becomes(cond)`', 'true on the bar where it turns true'],
          ['`ta.latch(set, reset)`', 'true from `set` until `reset`'],
          ['`ta.cooldown(cond, n)`', 'as `cond`, then quiet for `n` bars'],
          ['`ta.onceper(cond, period, zone)`', 'only the first time in each day, week …'],
        ),
        text('The [catalogue](/docs/catalogue#time) has all of them.'),
      ],
    },
    {
      id: 'within',
      title: 'Recently',
      blocks: [
        formula(
          'filter',
          `export default strategy({ name: 'Dip, then strength' }, ({ close, ta }) => {
  const dipped = within(ta.rsi(close, 14) < 30, 10)
  return { filter: dipped && ta.crossover(close, ta.ema(close, 20)) }
})`,
        ),
      ],
    },
    {
      id: 'sequence',
      title: 'First this, then that',
      blocks: [
        text(
          '`sequence(a, b, n)` is true on the bar of `b`, if `a` came at most `n` bars before and not on the same bar. Put one into another for three steps.',
        ),
        formula(
          'filter',
          `export default strategy({ name: 'Squeeze, break, retest' }, ({ close, low, ta }) => {
  const { upper, middle, width } = ta.bb(close, 20, 2)
  const squeeze = width <= ta.lowest(width, 60)
  const broke = ta.crossover(close, upper)
  const retest = low <= middle && close > middle
  return { filter: sequence(sequence(squeeze, broke, 20), retest, 20) }
})`,
        ),
      ],
    },
    {
      id: 'since',
      title: 'Since, and when',
      blocks: [
        formula(
          'filter columns.age columns.level',
          `export default strategy({ name: 'Back to the breakout' }, ({ close, high, low, ta }) => {
  const top = ago(ta.highest(high, 40), 1)
  const broke = ta.crossover(close, top)
  const age = ta.barssince(broke)
  const level = ta.valuewhen(broke, top, 0)
  const back = age > 2 && age < 20 && low <= level && close > level
  return { filter: back, columns: { age, level } }
})`,
          'unsettled',
          'unsettled',
        ),
        list(
          'Both are missing until the condition has been true once.',
          'They rest on an event that may be arbitrarily long ago, so they come with the warning [unsettled](/docs/language/settling#unsettled). Where a limit will do, say so: `within(broke, 20)` needs 20 bars and has no warning.',
        ),
      ],
    },
    {
      id: 'state',
      title: 'Between two events',
      blocks: [
        text('A latch remembers which of two events came last. Often this is all the memory a rule needs.'),
        formula(
          'long exitLong columns.risk',
          `export default strategy({ name: 'Risk switch' }, ({ close, ta }) => {
  const average = ta.sma(close, 100)
  const up = ta.crossover(close, average * 1.01)
  const down = ta.crossunder(close, average * 0.99)
  const risk = ta.latch(up, down)
  return { long: ta.becomes(risk), exitLong: ta.becomes(!risk), columns: { risk } }
})`,
          'unsettled',
        ),
      ],
    },
  ],
}
