import { formula, list, refused, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const params: Chapter = {
  id: 'params',
  title: 'Parameters',
  summary: 'Numbers and switches that can be changed without touching the code.',
  sections: [
    {
      id: 'declare',
      title: 'Declaring them',
      blocks: [
        text('Declared in the settings, a parameter has a default and bounds. Read it from `params`.'),
        formula(
          'filter score',
          `export default strategy(
  {
    name: 'Channel breakout',
    params: {
      length: int(20, 5, 200),
      margin: num(0.1, 0, 5, 0.1, 'Margin, in ATR'),
      trendOnly: bool(true, 'Only with the trend'),
      average: choice('ema', ['ema', 'sma'], 'Trend average'),
    },
  },
  ({ close, high, ta, params }) => {
    const top = ago(ta.highest(high, params.length), 1)
    const trend = params.average === 'ema' ? ta.ema(close, 100) : ta.sma(close, 100)
    const broke = close > top + params.margin * ta.atr(14)
    return { filter: params.trendOnly ? broke && close > trend : broke, score: close / top }
  },
)`,
        ),
        table(
          ['Write', 'For'],
          ['`int(default, min, max, step, title)`', 'whole numbers: lengths, counts'],
          ['`num(default, min, max, step, title)`', 'any numbers: levels, factors'],
          ['`bool(default, title)`', 'a switch'],
          ['`choice(default, [texts], title)`', 'one of several texts'],
        ),
        text(
          'All but the default may be left out. A plain number or `true` is a parameter as well, without bounds.',
        ),
      ],
    },
    {
      id: 'values',
      title: 'Plain values',
      blocks: [
        list(
          'A parameter is one value, known when the strategy is compiled. `if (params.trendOnly)` is fine.',
          'Another value is another program: its digest differs.',
          'Lengths of indicators must be numbers or parameters. A series is refused there.',
        ),
        refused(
          'bad-argument',
          3,
          `export default strategy({ name: 'Changing length' }, ({ close, ta }) => {
  const length = where(close > ta.sma(close, 50), 10, 20)
  return { filter: close > ta.ema(close, length) }
})`,
        ),
        text('Compute both and choose:'),
        formula(
          'filter',
          `export default strategy({ name: 'Changing length' }, ({ close, ta }) => {
  const up = close > ta.sma(close, 50)
  return { filter: close > where(up, ta.ema(close, 10), ta.ema(close, 20)) }
})`,
        ),
      ],
    },
    {
      id: 'bounds',
      title: 'Outside the bounds',
      blocks: [
        refused(
          'bad-param',
          2,
          `export default strategy(
  { name: 'Too short', params: { length: int(1, 2, 200) } },
  ({ close, ta, params }) => ({ filter: close > ta.sma(close, params.length) }),
)`,
        ),
      ],
    },
  ],
}
