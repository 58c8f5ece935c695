import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Beginning, ExitVerdict, type Ordering, settleExit } from '@/server/engine/backtest/exits'

const rule = { through: false, tick: 0 }

function settled(
  began: Beginning,
  [open, high, low, close]: readonly [number, number, number, number],
  ordering: Ordering = 'worst',
  guards = { stop: 95, target: 110 },
) {
  const verdict = new ExitVerdict()
  settleExit(verdict, guards, { open, high, low, close }, began, ordering, rule)
  return `${verdict.kind}${verdict.kind === 'none' ? '' : ` ${verdict.price}`}${verdict.ambiguous ? '?' : ''}`
}

// a long position with its stop at 95 and its target at 110; a question mark: the bar does not tell
test.each([
  ['open', [100, 105, 96, 101], 'none', 'none'],
  ['open', [100, 105, 94, 101], 'stop 95', 'stop 95'],
  ['open', [100, 111, 96, 101], 'target 110', 'target 110'],
  ['open', [100, 111, 94, 101], 'stop 95?', 'target 110?'],
  ['open', [93, 111, 92, 101], 'stop 93', 'stop 93'],
  ['open', [112, 113, 94, 101], 'target 112', 'target 112'],
  // bought at a limit of 98 on the way down from 100
  ['limit', [100, 105, 94, 101], 'stop 95', 'stop 95'],
  ['limit', [100, 111, 96, 101], 'none?', 'target 110?'],
  ['limit', [100, 111, 96, 110.5], 'target 110', 'target 110'],
  ['limit', [100, 111, 94, 101], 'stop 95?', 'target 110?'],
  // bought at a stop of 102 on the way up from 100
  ['stop', [100, 105, 94, 101], 'stop 95?', 'none?'],
  ['stop', [100, 105, 94, 94.5], 'stop 95', 'stop 95'],
  ['stop', [100, 111, 96, 101], 'target 110', 'target 110'],
  ['stop', [100, 111, 94, 101], 'stop 95?', 'target 110?'],
] as const)('entered at %s, a bar of %j: worst %s, best %s', (began, bar, worst, best) => {
  expect(settled(began, bar, 'worst')).toBe(worst)
  expect(settled(began, bar, 'best')).toBe(best)
})

test('without guards nothing happens', () => {
  expect(settled('open', [100, 1000, 1, 50], 'worst', { stop: -Infinity, target: Infinity })).toBe('none')
})

test('the better order is never worse, and where nothing is ambiguous they agree (seed 5)', () => {
  const price = fc.integer({ min: 90, max: 115 })
  fc.assert(
    fc.property(
      fc.tuple(price, price, price, price),
      fc.constantFrom<Beginning>('open', 'limit', 'stop'),
      ([open, a, b, close], began) => {
        const bar = {
          open,
          high: Math.max(open, a, b, close),
          low: Math.min(open, a, b, close),
          close,
        }
        const [worst, best] = [new ExitVerdict(), new ExitVerdict()]
        const guards = { stop: 95, target: 110 }
        settleExit(worst, guards, bar, began, 'worst', rule)
        settleExit(best, guards, bar, began, 'best', rule)
        expect(best.ambiguous).toBe(worst.ambiguous)
        const worth = ({ kind, price }: ExitVerdict) => (kind === 'none' ? close : price)
        if (worst.ambiguous) expect(worth(best)).toBeGreaterThan(worth(worst))
        else expect(best).toEqual(worst)
      },
    ),
    { seed: 5 },
  )
})
