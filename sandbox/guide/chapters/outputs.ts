import { formula, list, note, refused, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const outputs: Chapter = {
  id: 'outputs',
  title: 'Outputs',
  summary: 'Signals, ranks, columns, prices and sizes: what a strategy may return.',
  sections: [
    {
      id: 'all',
      title: 'All of them',
      blocks: [
        table(
          ['Output', 'Kind', 'Meaning'],
          ['`filter`', 'condition', 'a match: a row of a screen, the moment of an alert'],
          ['`score`', 'number', 'rank among matches, the highest first'],
          ['`columns`', 'series by name', 'shown in tables and charts, sent along with alerts'],
          ['`long`, `short`', 'condition', 'enter'],
          ['`exitLong`, `exitShort`', 'condition', 'leave'],
          ['`limitPrice`, `stopPrice`, `targetPrice`', 'price', 'read on the bar of the signal'],
          ['`trailDistance`', 'price distance', 'how far a trailing stop follows'],
          ['`size`', 'number', 'fraction of equity, 0.5 is half'],
        ),
        text('Return at least one. Nothing else is allowed: a typing error is told, not ignored.'),
        refused(
          'bad-output',
          2,
          `export default strategy({ name: 'Typing error' }, ({ close, ta }) => ({
  fliter: ta.rsi(close, 14) < 30,
}))`,
        ),
      ],
    },
    {
      id: 'screening',
      title: 'To screen',
      blocks: [
        formula(
          'filter score columns.change columns.macd.macd columns.macd.signal columns.macd.histogram',
          `export default strategy({ name: 'Momentum day' }, ({ close, ta }) => {
  const change = ta.roc(close, 24)
  const macd = ta.macd(close, 12, 26, 9)
  return {
    filter: change > 2 && macd.histogram > 0,
    score: change,
    columns: { change, macd },
  }
})`,
        ),
        list(
          'A column that has several parts shows them all: `macd.signal` and so on.',
          'A column may be a condition; it counts as 1 and 0.',
          'Without `filter`, `long` says what matches.',
        ),
      ],
    },
    {
      id: 'trading',
      title: 'To trade',
      blocks: [
        formula(
          'long exitLong stopPrice targetPrice size',
          `export default strategy({ name: 'Dip buyer', timeframe: '1h' }, ({ close, low, ta }) => {
  const atr = ta.atr(14)
  const stop = low - 1.5 * atr
  return {
    long: ta.crossover(ta.rsi(close, 14), 30) && close > ta.sma(close, 200),
    exitLong: ta.rsi(close, 14) > 65,
    stopPrice: stop,
    targetPrice: close + 3 * (close - stop),
    size: 0.25,
  }
})`,
        ),
        list(
          'A signal is decided at the close of its bar; what follows from it comes after.',
          'Prices are read on the bar of the signal and then stay.',
          'A document with only `filter` can be traded: it stands for `long`, its opposite for `exitLong`.',
        ),
        note(
          'A screen reads `filter` or `long`, `score` and `columns`. The rest is there for whoever trades the strategy.',
        ),
        note('A script can decide these too, with a [memory of its own](/docs/language/scripts).'),
      ],
    },
    {
      id: 'kinds',
      title: 'Conditions and numbers',
      blocks: [
        text('A signal must be a condition. A number is not true or false:'),
        refused(
          'bad-output',
          2,
          `export default strategy({ name: 'A number' }, ({ close, ta }) => ({
  filter: ta.crossover(close, ta.sma(close, 20)) - 1,
}))`,
        ),
        text('The other way round works: a condition counts as 1 and 0. Points are easy to add up:'),
        formula(
          'filter score',
          `export default strategy({ name: 'Three of four' }, ({ close, volume, ta }) => {
  const points =
    (close > ta.ema(close, 50)) +
    (ta.rsi(close, 14) > 50) +
    (ta.adx(14).adx > 20) +
    (volume > ta.sma(volume, 20))
  return { filter: points >= 3, score: points }
})`,
        ),
      ],
    },
  ],
}
