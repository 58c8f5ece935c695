import { formula, list, note, refused, text } from '../blocks'
import type { Chapter } from '../guide'

export const clocks: Chapter = {
  id: 'clocks',
  title: 'Other timeframes and symbols',
  summary: 'The daily trend on an hourly chart, BTC beside every coin, and never the future.',
  sections: [
    {
      id: 'tf',
      title: 'Slower bars',
      blocks: [
        text(
          '`tf(timeframe, m => …)` computes on slower bars. `m` holds their series; what the function returns is seen from your own bars.',
        ),
        formula(
          'filter score columns.dailyRsi',
          `export default strategy({ name: 'With the day', timeframe: '1h' }, ({ close, ta }) => {
  const up = tf('1d', m => m.close > m.ta.ema(m.close, 20))
  const dailyRsi = tf('1d', m => m.ta.rsi(m.close, 14))
  return {
    filter: up && dailyRsi < 60 && ta.crossover(close, ta.ema(close, 21)),
    score: -dailyRsi,
    columns: { dailyRsi },
  }
})`,
        ),
        list(
          'Timeframes are `1m 5m 15m 30m 1h 4h 1d 1w`, all in UTC; weeks begin on Monday.',
          'Lengths count the slower bars: `m.ta.ema(m.close, 20)` above is twenty days.',
          'The function may return several series at once: `{ fast, slow }`.',
        ),
      ],
    },
    {
      id: 'closed',
      title: 'The last closed bar',
      blocks: [
        text(
          'A slower bar is seen from the moment it closes, not before. At 15:00 the daily series still shows yesterday. That is what was known at 15:00; a test on history that shows more is wrong, however good it looks.',
        ),
        formula(
          'filter columns.high columns.low',
          `// yesterday's range, known all day
export default strategy({ name: 'Break of yesterday', timeframe: '15m' }, ({ close, ta }) => {
  const { high, low } = tf('1d', m => ({ high: m.high, low: m.low }))
  return { filter: ta.crossover(close, high), columns: { high, low } }
})`,
        ),
        text('Faster bars can’t be seen from slower ones. Run the strategy on the faster timeframe.'),
        refused(
          'faster-timeframe',
          2,
          `export default strategy({ name: 'Too fast', timeframe: '1h' }, ({ close }) => ({
  filter: close > tf('5m', m => m.high),
}))`,
        ),
      ],
    },
    {
      id: 'symbol',
      title: 'Other symbols',
      blocks: [
        text(
          "`symbol('BTCUSDT', m => …)` does the same for another symbol. Its bars are lined up by the time they close.",
        ),
        formula(
          'filter score columns.ahead',
          `export default strategy({ name: 'Ahead of BTC', timeframe: '1h' }, ({ close, ta }) => {
  const calm = symbol('BTCUSDT', m => m.close > m.ta.sma(m.close, 50))
  const btc = symbol('BTCUSDT', m => m.ta.roc(m.close, 24))
  const ahead = ta.roc(close, 24) - btc
  return { filter: calm && ahead > 1, score: ahead, columns: { ahead } }
})`,
        ),
        text('Both together: `symbol` around `tf`, or the other way round.'),
        formula(
          'filter',
          `export default strategy({ name: 'BTC by the day', timeframe: '1h' }, ({ close, ta }) => {
  const bull = symbol('BTCUSDT', () => tf('1d', m => m.close > m.ta.sma(m.close, 20)))
  return { filter: bull && ta.crossover(ta.rsi(close, 14), 40) }
})`,
        ),
      ],
    },
    {
      id: 'mixing',
      title: 'Mixing them up',
      blocks: [
        text(
          'Inside the function everything comes from `m`. A series from outside has other bars and is refused:',
        ),
        refused(
          'mixed-clocks',
          2,
          `export default strategy({ name: 'Mixed up' }, ({ close }) => ({
  filter: tf('4h', m => close > m.open),
}))`,
        ),
        note('`align(x)` takes such a series as it stands at each of these closes, where that is meant.'),
      ],
    },
  ],
}
