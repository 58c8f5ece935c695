import { formula, note, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const settling: Chapter = {
  id: 'settling',
  title: 'Memory and settling',
  summary: 'How much history a rule needs, and values that never settle.',
  sections: [
    {
      id: 'memory',
      title: 'How long indicators remember',
      blocks: [
        text(
          'Two charts that begin on different days should agree today. Whether they do depends on how long an indicator remembers:',
        ),
        table(
          ['Memory', 'Examples', 'Agrees'],
          ['a window', '`ta.sma(x, 20)`, `ta.highest(x, 20)`', 'exactly, after 20 bars'],
          [
            'fading',
            '`ta.ema(x, 20)`, `ta.rsi(x, 14)`, `ta.atr(14)`',
            'to six digits, after some 7 lengths (EMA) or 13 (Wilder)',
          ],
          [
            'unbounded',
            '`ta.obv`, `ta.ad`, `ta.cum(x)`, `ta.barssince(c)`',
            'never quite: its level depends on the first bar',
          ],
        ),
        text(
          'Each [catalogue](/docs/catalogue) page says which. Sluice adds them up along your formula and loads that much history before the bar it judges. You set nothing.',
        ),
      ],
    },
    {
      id: 'unsettled',
      title: 'The warning “unsettled”',
      blocks: [
        text(
          'A level of an unbounded series means nothing by itself: with more history loaded it is another one. The strategy compiles, and you are warned.',
        ),
        formula(
          'filter',
          `export default strategy({ name: 'OBV at a level' }, ({ ta }) => ({
  filter: ta.obv > 10000,
}))`,
          'unsettled',
        ),
        text('Its change, its slope, its distance from its own average do mean something. Compare these:'),
        formula(
          'filter',
          `export default strategy({ name: 'OBV rising' }, ({ close, ta }) => ({
  filter: ta.obv - ago(ta.obv, 20) > 0 && close < ago(close, 20),
}))`,
          'unsettled',
        ),
        note(
          'The warning stays: the compiler can’t tell that the levels cancel. It never stops a strategy. A windowed cousin, such as `ta.cmf(20)` here, has none.',
        ),
      ],
    },
  ],
}
