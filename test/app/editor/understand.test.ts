import { expect, test } from 'vitest'
import { findOffers, offersFor } from '@/app/_editor/model/findBlocks'
import { sceneOf } from '@/app/_editor/model/graphState'
import { graphJson } from '@/app/_editor/model/graphText'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument } from '@/app/_editor/model/strategyModel'
import { addUnderstood, understand } from '@/app/_editor/model/understand'
import { compileGraph } from '@/sandbox/compile/graph/compile'

const EMPTY = JSON.stringify({ version: 1, name: 'Empty', blocks: [] })

const empty = () => {
  const opened = openDocument('graph', EMPTY)
  if (!opened.ok) throw new Error('unread')
  return opened.model
}

test.each([
  ['rsi 14 < 30', 'RSI', 2],
  ['ema 20 crosses above ema 50', 'crosses above', 3],
  ['close > sma(200) and rsi(9) < 40', 'and', 6],
  ['close > bb.upper', 'upper', 3],
  ['volume > 2 * sma(volume, 20)', '×', 4],
  ['not (rsi > 70)', 'Not', 3],
  ['not rsi < 30', 'Not (RSI (14) < 30)', 3],
  ['close > open', 'Close > Open', 3],
  ['close crosses above vwap', 'crosses above', 3],
  ['rsi crosses up 30', 'crosses above 30', 2],
  ['close > 200 sma', 'Simple moving average (200)', 3],
  ['price above 50 day ema', 'Exponential moving average (50)', 3],
  ['high > high[1]', 'Bars ago (High, 1)', 3],
  ['close > bb upper', 'Close > Bollinger bands upper', 3],
  ['macd crosses above signal', 'MACD macd (12, 26, 9) crosses above MACD signal (12, 26, 9)', 2],
  ['volume > 2 x average volume', 'Volume > (2 × Simple moving average (Volume, 20))', 4],
  ['volume above average', 'Volume > Simple moving average (Volume, 20)', 3],
  ['ema20 > ema50', '(20) > Exponential moving average (50)', 3],
])('%s is understood, and its blocks compile', (text, says, blocks) => {
  const understood = understand(text)
  expect(understood?.says).toContain(says)
  const model = empty()
  const attempt = addUnderstood(sceneOf(model.state, null), understood!, { x: 0, y: 0 }, newIds(Math.random))
  if (!attempt.ok) throw new Error(attempt.reason)
  model.apply(attempt.edit)
  expect(model.state.blocks.size).toBe(blocks)
  const compiled = compileGraph(graphJson(model.state), {})
  expect(compiled.problems.filter(({ code }) => code !== 'no-output')).toEqual([])
  model.undo()
  expect(model.state.blocks.size).toBe(0)
})

test.each([
  'rsi',
  'hello world',
  'inside bar',
  'relative strength index',
  'rsi 14 30',
  'close[-1]',
  'rsi <',
  '< 30',
  'rsi 99999 < 1',
  '1 + 2',
  '',
])('%s is left to the search', text => {
  expect(understand(text)).toBeNull()
})

test.each([
  ['bb', 'bb'],
  ['boll', 'bb'],
  ['rsi', 'rsi'],
  ['cross up', 'crossover'],
  ['filter', 'output:filter'],
  ['>', 'gt'],
  ['movavgconv', 'macd'],
  ['price', 'close'],
  ['buy', 'output:long'],
  ['sell', 'output:exitLong'],
  ['ranking', 'output:score'],
  ['greater than', 'gt'],
  ['ema crossover', 'macross'],
  ['bollinger band squeeze', 'bbrank'],
  ['inside day', 'insidebar'],
  ["yesterday's high", 'priorperiod'],
  ['the highest volume node', 'volumepeak'],
  ['daily', 'seen'],
])('%s finds %s first', (text, id) => {
  const found = findOffers(offersFor(sceneOf(empty().state, null)), text, [])
  expect(found[0]?.id).toBe(id)
})

test('what was used lately stands first', () => {
  const offers = offersFor(sceneOf(empty().state, null))
  expect(findOffers(offers, '', ['kama', 'adx'])[0]?.id).toBe('kama')
})
