import { STATE_LIMITS } from '../../host/script/prelude'
import { list, note, refused, script, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const scripts: Chapter = {
  id: 'scripts',
  title: 'Scripts',
  summary: 'Rules that go bar by bar, with a memory of their own.',
  sections: [
    {
      id: 'shape',
      title: 'Columns and a function for each bar',
      blocks: [
        script(
          'filter score',
          `export default script(
  { name: 'Three pushes', timeframe: '15m' },
  // columns: traced once, like a formula
  ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }),
  // for each bar: plain values
  (bar, state) => {
    const hot = bar.rsi > 60
    if (hot && !state.hot) state.pushes = (state.pushes ?? 0) + 1
    if (bar.rsi < 40) state.pushes = 0
    state.hot = hot
    return { filter: hot && state.pushes >= 3, score: state.pushes ?? 0 }
  },
)`,
        ),
        list(
          'The first function declares columns. It is a formula: `ta`, `tf`, `symbol`, series and all.',
          'The second runs at every bar, in order. `bar.rsi` is one number there, so `if`, loops and lists are free to use.',
          'Without columns of your own, leave the first function out: `open high low close volume time` are on every bar.',
        ),
        note(
          'A script costs more than a formula: it runs step by step inside the fence. Let columns do the arithmetic and the function decide.',
        ),
      ],
    },
    {
      id: 'state',
      title: 'State',
      blocks: [
        text(
          '`state` begins as `{}` for each symbol, at the first bar that is loaded, and stays from bar to bar.',
        ),
        list(
          `It holds numbers, texts, booleans, lists and plain objects: at most ${STATE_LIMITS.numbers} numbers, ${STATE_LIMITS.characters} characters when written out, ${STATE_LIMITS.depth} levels.`,
          'Memory lives in `state` alone. A variable outside the function that changes is refused: symbols would share it.',
          'Missing values are `NaN`. `na(x)` asks, `nz(x, y)` replaces; a comparison with `NaN` is false here.',
        ),
        refused(
          'not-supported',
          3,
          `let pushes = 0
export default script({ name: 'Outside' }, bar => {
  if (bar.close > bar.open) pushes++
  return { filter: pushes > 3 }
})`,
          'script',
        ),
        script(
          'long exitLong score',
          `export default script(
  { name: 'Step down ladder', timeframe: '1h', params: { step: num(2, 0.2, 20) } },
  ({ ta, params }) => ({ step: ta.atr(14) * params.step }),
  (bar, state, { params }) => {
    const bought = state.bought ?? []
    const last = bought.length > 0 ? bought[bought.length - 1] : Infinity
    const average = bought.reduce((sum, price) => sum + price, 0) / Math.max(1, bought.length)
    const sell = bought.length > 0 && bar.close > average + bar.step
    const buy = !sell && bought.length < 5 && bar.close < last - bar.step
    state.bought = sell ? [] : buy ? [...bought, bar.close] : bought
    return { long: buy, exitLong: sell, score: state.bought.length * params.step }
  },
)`,
        ),
      ],
    },
    {
      id: 'context',
      title: 'What else it is told',
      blocks: [
        table(
          ['Third argument', 'Is'],
          ['`params`', 'the parameters'],
          ['`symbol`', 'the symbol whose bars these are'],
          ['`position`', 'the open position where one is traded, else `null`; always `null` in a screen'],
        ),
        list(
          '`log(…)` writes a line for you to read; the bar is noted beside it.',
          '`Math.random()` gives the same numbers in every run. There is no clock: the time is `bar.time`.',
        ),
      ],
    },
    {
      id: 'position',
      title: 'Its position',
      blocks: [
        text(
          'Where a script is traded it may look at what it holds at the close of each bar, and decide by it. `position` is `null`, or:',
        ),
        table(
          ['Field', 'Is'],
          ['`side`', '`long` or `short`'],
          ['`entryPrice`', 'what was paid, on average'],
          ['`quantity`', 'how much is held'],
          ['`entryBar`', 'the bar of the entry, counted as `barIndex` counts'],
        ),
        script(
          'long exitLong',
          `export default script(
  { name: 'Two per cent below the entry', timeframe: '1h' },
  ({ close, ta }) => ({ mean: ta.sma(close, 20) }),
  (bar, state, { position }) => {
    const floor = position ? position.entryPrice * 0.98 : bar.mean
    return { long: !position && bar.close > bar.mean, exitLong: bar.close < floor }
  },
)`,
        ),
        note(
          'In a portfolio a script sees the position of its own account, as if it traded its symbol alone.',
        ),
      ],
    },
    {
      id: 'returns',
      title: 'What it returns',
      blocks: [
        text(
          'The [outputs](/docs/language/outputs) of a formula, as plain values; `undefined` or `null` is missing. `true` and `false` alone stand for `filter`.',
        ),
        script(
          'filter columns.streak',
          `export default script({ name: 'Streak' }, (bar, state) => {
  state.streak = bar.close > (state.before ?? bar.close) ? (state.streak ?? 0) + 1 : 0
  state.before = bar.close
  return { filter: state.streak >= 4, columns: { streak: state.streak } }
})`,
        ),
        text('Names of outputs are read from the code before it runs. So write the object out:'),
        refused(
          'script-outputs',
          3,
          `export default script({ name: 'Hidden' }, (bar, state) => {
  state.answer = { filter: bar.close > bar.open }
  return state.answer
})`,
          'script',
        ),
      ],
    },
    {
      id: 'per-bar',
      title: 'A script inside a formula',
      blocks: [
        text(
          '`perBar(columns, function)` runs a function bar by bar within a formula and gives its outputs back as series.',
        ),
        {
          ...script(
            'filter columns.count',
            `export default strategy({ name: 'Count the pushes' }, ({ close, ta }) => {
  const { count } = perBar({ hot: ta.rsi(close, 14) > 60 }, (bar, state) => {
    state.count = bar.hot ? (state.count ?? 0) + 1 : 0
    return { columns: { count: state.count } }
  })
  return { filter: count >= 3 && close > ta.ema(close, 50), columns: { count } }
})`,
          ),
          document: 'formula',
        },
      ],
    },
  ],
}
