import { expect, test } from 'vitest'
import { pricesIn } from '@/app/_editor/preview/scale'
import { previewDocument } from '@/sandbox/compile/preview'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()

test('prices are told from what only has their size', () => {
  const { program, named } = previewDocument(fence, {
    kind: 'formula',
    document: `export default strategy({ name: 'Scales' }, ({ open, high, low, close, volume, ta }) => {
  const average = ta.dema(ta.ema(close, 9), 20)
  const bands = ta.bb(close, 20, 2)
  const stop = close * 0.95 - 2 * ta.atr(14)
  const middle = (high + low) / 2
  const channel = ta.donchian(20)
  const slow = tf('1d', m => ta.hma(m.close, 10))
  const rsi = ta.rsi(close, 14)
  const spread = high - low
  const sum = high + low
  const share = close / open
  const busy = ta.sma(volume, 20)
  const other = symbol('BTCUSDT', m => m.close)
  return { filter: close > open }
})`,
  })
  const isPrice = pricesIn(program!)
  const names = named.filter(({ node }) => isPrice[node] === 1).map(({ name }) => name)
  expect(names).toEqual([
    'average',
    'bands.middle',
    'bands.upper',
    'bands.lower',
    'stop',
    'middle',
    'channel.upper',
    'channel.middle',
    'channel.lower',
    'slow',
  ])
})
