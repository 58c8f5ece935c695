import { expect, test } from 'vitest'
import { isTouch, limitFill, stopFill, stopLimitStep } from '@/server/engine/backtest/fills'

const bar = (open: number, high: number, low: number, close: number) => ({ open, high, low, close })
const touch = { through: false, tick: 0 }
const through = { through: true, tick: 0 }
const oneTick = { through: true, tick: 0.1 }
const none = Number.NaN

test.each([
  ['is not reached', 1, 98, bar(100, 101, 98.5, 100), touch, none],
  ['is touched', 1, 98, bar(100, 101, 98, 100), touch, 98],
  ['is passed', 1, 98, bar(100, 101, 97, 100), touch, 98],
  ['lies above the open', 1, 98, bar(96, 99, 95, 97), touch, 96],
  ['is only touched, and more is asked for', 1, 98, bar(100, 101, 98, 100), through, none],
  ['is passed by anything, and no tick is known', 1, 98, bar(100, 101, 97.99, 100), through, 98],
  ['is passed by less than a tick', 1, 98, bar(100, 101, 97.96, 100), oneTick, none],
  ['is passed by a tick', 1, 98, bar(100, 101, 97.9, 100), oneTick, 98],
  ['is passed by a tick that binary fractions blur', 1, 0.3, bar(0.4, 0.5, 0.2, 0.4), oneTick, 0.3],
  ['of a sale is touched', -1, 102, bar(100, 102, 99, 100), touch, 102],
  ['of a sale lies below the open', -1, 102, bar(104, 105, 103, 104), touch, 104],
  ['of a sale is only touched, and more is asked for', -1, 102, bar(100, 102, 99, 100), oneTick, none],
] as const)('a limit that %s', (_, direction, limit, prices, rule, price) => {
  expect(limitFill(direction, limit, prices, rule)).toBe(price)
})

test.each([
  ['is not reached', 1, 105, bar(100, 104, 99, 100), none],
  ['is reached', 1, 105, bar(100, 105, 99, 100), 105],
  ['is gapped over', 1, 105, bar(107, 108, 106, 107), 107],
  ['of a sale is reached', -1, 95, bar(100, 101, 94, 100), 95],
  ['of a sale is gapped over', -1, 95, bar(93, 96, 92, 94), 93],
] as const)('a stop that %s', (_, direction, stop, prices, price) => {
  expect(stopFill(direction, stop, prices)).toBe(price)
})

test.each([
  ['is not set off', bar(100, 104, 99, 100), false, none],
  ['is set off inside the bar and fills at its stop', bar(100, 106, 99, 103), true, 105],
  ['is set off by the open within its limit', bar(105.4, 107, 105, 106), true, 105.4],
  ['is gapped over and comes back to its limit', bar(107, 108, 105, 106), true, 105.5],
  ['is gapped over for good', bar(107, 108, 106, 107), true, none],
] as const)('a stop-limit that %s', (_, prices, triggered, price) => {
  expect(stopLimitStep(1, 105, 105.5, false, prices, touch)).toEqual({ triggered, price })
})

test('a stop-limit with its limit below its stop fills where the close proves that the price came back', () => {
  expect(stopLimitStep(1, 105, 104, false, bar(100, 106, 99, 103), touch)).toEqual({
    triggered: true,
    price: 104,
  })
  // the low of 99 may have been before the trigger
  expect(stopLimitStep(1, 105, 104, false, bar(100, 106, 99, 105), touch)).toEqual({
    triggered: true,
    price: none,
  })
  expect(stopLimitStep(1, 105, 104, true, bar(105, 106, 103.5, 105), touch)).toEqual({
    triggered: true,
    price: 104,
  })
})

test('a fill at the very extreme of a bar is a touch', () => {
  expect(isTouch(1, 98, bar(100, 101, 98, 100), 0)).toBe(true)
  expect(isTouch(1, 98, bar(100, 101, 97.99, 100), 0)).toBe(false)
  expect(isTouch(-1, 102, bar(100, 102, 98, 100), 0.5)).toBe(true)
  expect(isTouch(-1, 102, bar(100, 102.5, 98, 100), 0.5)).toBe(false)
})
