import { formula, list, note, refused, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const series: Chapter = {
  id: 'series',
  title: 'Series and bars',
  summary: 'What close is, how to look back, and what missing means.',
  sections: [
    {
      id: 'bars',
      title: 'A value for every bar',
      blocks: [
        text(
          '`close` is no number. It is a series: one value for every bar, past and to come. What you compute with series gives series, bar by bar: `close - open` is each bar’s own change.',
        ),
        table(
          ['Series', 'Value on each bar'],
          ['`open` `high` `low` `close`', 'prices of the bar'],
          ['`volume`', 'what changed hands'],
          ['`hl2` `hlc3` `hlcc4` `ohlc4`', 'averages of these prices'],
          ['`time`', 'when the bar opened, in milliseconds since 1970, UTC'],
          ['`barIndex`', 'number of the bar in what is loaded, from 0'],
        ),
        formula(
          'filter columns.body columns.middle',
          `export default strategy({ name: 'Strong close' }, ({ open, high, low, close }) => {
  const body = math.abs(close - open)
  const middle = (high + low) / 2
  return { filter: body > 0.7 * (high - low) && close > middle, columns: { body, middle } }
})`,
        ),
        text(
          'Series add, subtract, multiply, divide (`/`), leave remainders (`%`) and take powers (`**`), with each other and with numbers. `math` has `abs`, `min`, `max`, `round`, `floor`, `ceil`, `sqrt`, `log`, `exp`, `sign` and `pow` for both.',
        ),
      ],
    },
    {
      id: 'closed',
      title: 'Only closed bars decide',
      blocks: [
        text(
          'A bar is known at its end. Signals are judged there, on closed bars, so a signal never goes away again. A rule sees its bar and those before it, nothing later: there is no way to write a look into the future.',
        ),
      ],
    },
    {
      id: 'ago',
      title: 'Looking back',
      blocks: [
        text('`ago(x, n)` is what `x` was `n` bars earlier. Series have no index and no length.'),
        formula(
          'filter',
          `export default strategy({ name: 'Gap up' }, ({ open, close, high }) => {
  const gap = open / ago(close, 1) - 1
  return { filter: gap > 0.002 && close > ago(high, 1) }
})`,
        ),
        refused(
          'series-as-value',
          2,
          `export default strategy({ name: 'Gap up' }, ({ open, close }) => ({
  filter: open > close[1],
}))`,
        ),
      ],
    },
    {
      id: 'missing',
      title: 'Missing values',
      blocks: [
        text(
          'An average of 20 has no value on the first 19 bars. There it is missing: `NaN`. Division by zero is missing too. Missing travels: what is computed from it is missing, and so is its comparison with anything.',
        ),
        text('A missing signal is no signal. Nothing fires on what is not known.'),
        table(
          ['Write', 'To get'],
          ['`na(x)`', 'true where `x` is missing'],
          ['`nz(x, y)`', '`x`, and `y` (0 when left out) where it is missing'],
        ),
        formula(
          'filter columns.trend',
          `export default strategy({ name: 'Young or rising' }, ({ close, ta }) => {
  const trend = ta.sma(close, 200)
  // symbols too young for the average pass as well
  const dip = ta.rsi(close, 14) < 35
  return { filter: dip && (na(trend) || close > trend), columns: { trend: nz(trend, close) } }
})`,
        ),
      ],
    },
    {
      id: 'three-valued',
      title: 'True, false, missing',
      blocks: [
        text('Conditions have three values. Where one side decides alone, the other may be missing:'),
        table(
          ['Condition', 'Is'],
          ['`false && missing`', 'false'],
          ['`true && missing`', 'missing'],
          ['`true || missing`', 'true'],
          ['`false || missing`', 'missing'],
          ['`!missing`', 'missing'],
          ['`where(missing, a, b)`', 'missing'],
        ),
        list(
          '`!(close > trend)` is not the same as `close <= trend || na(trend)`: where `trend` is missing the first is missing.',
          'Write what you want of young symbols; do not leave it to a `!`.',
        ),
        note(
          'Indicators count values, not bars. A hole in the data delays them; it does not poison them for ever.',
        ),
      ],
    },
  ],
}
