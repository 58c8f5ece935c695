import { formula, list, table, text } from '../blocks'
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
        text(
          'Its change, its slope, its distance from its own average do mean something: there the beginning cancels out, and so does the warning.',
        ),
        formula(
          'filter',
          `export default strategy({ name: 'OBV rising' }, ({ close, ta }) => ({
  filter: ta.obv > ta.sma(ta.obv, 20) && close < ago(close, 20),
}))`,
        ),
        list(
          'Events rest on when they last happened: `ta.barssince`, `ta.valuewhen`, `ta.latch` warn as well. Where a limit will do, `within(cond, n)` forgets and settles.',
          'Parabolic SAR and its like fade, but no one can say when. Give them a long history.',
          'A warning never stops a strategy.',
        ),
      ],
    },
  ],
}
