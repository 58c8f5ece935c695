import { describe, expect, test } from 'vitest'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import { atan, cos, exp, log, log10, pow } from '@/sandbox/catalogue/ops/elementary'
import { sha256 } from '@/sandbox/ir/sha256'

const ROUNDS = 20_000
const EPSILON = 2 ** -52

const CASES: Readonly<
  Record<string, { ours: (x: number) => number; theirs: (x: number) => number; ulps: number }>
> = {
  'log over all sizes': {
    ours: x => log(10 ** (600 * x - 300)),
    theirs: x => Math.log(10 ** (600 * x - 300)),
    ulps: 2,
  },
  'log near one': { ours: x => log(1 + (x - 0.5) / 50), theirs: x => Math.log(1 + (x - 0.5) / 50), ulps: 2 },
  log10: { ours: x => log10(1e6 * x), theirs: x => Math.log10(1e6 * x), ulps: 3 },
  exp: { ours: x => exp(1400 * x - 700), theirs: x => Math.exp(1400 * x - 700), ulps: 3 },
  'exp of small numbers': { ours: x => exp(x - 0.5), theirs: x => Math.exp(x - 0.5), ulps: 2 },
  'pow of large results': {
    ours: x => pow(1000 * x, 100 * x),
    theirs: x => (1000 * x) ** (100 * x),
    ulps: 3,
  },
  'pow of small results': { ours: x => pow(x, 70 * x + 0.3), theirs: x => x ** (70 * x + 0.3), ulps: 3 },
  'pow to a whole number': { ours: x => pow(-5 * x, 3), theirs: x => (-5 * x) ** 3, ulps: 3 },
  atan: { ours: x => atan(40 * x - 20), theirs: x => Math.atan(40 * x - 20), ulps: 3 },
}

describe.each(Object.entries(CASES))('%s', (_name, { ours, theirs, ulps }) => {
  test(`lies within ${ulps} ulps of the engine's own`, () => {
    const next = seeded(8)
    for (let k = 0; k < ROUNDS; k++) {
      const x = next()
      const a = ours(x)
      const b = theirs(x)
      if (Math.abs(a - b) > ulps * EPSILON * Math.abs(b)) throw new Error(`at ${x}: ${a} and ${b}`)
    }
  })
})

test('cosines of a few turns', () => {
  for (let k = -9; k <= 9; k += 0.07) expect(cos(k)).toBeCloseTo(Math.cos(k), 14)
  expect(cos(0)).toBe(1)
})

test('powers of ten have whole logarithms', () => {
  for (let n = -20; n <= 22; n++) expect(log10(Number(`1e${n}`))).toBe(n)
})

test('the ends of the range', () => {
  expect(log(0)).toBe(-Infinity)
  expect(log(-1)).toBe(Number.NaN)
  expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10)
  expect(log(Number.MAX_VALUE)).toBeCloseTo(709.782712893384, 10)
  expect(log(1)).toBe(0)
  expect(exp(0)).toBe(1)
  expect(exp(1000)).toBe(Infinity)
  expect(exp(-1000)).toBe(0)
  expect(exp(-740)).toBeCloseTo(Math.exp(-740), 323)
  expect(exp(709.7)).toBeCloseTo(Math.exp(709.7), -293)
  expect(pow(2, 0.5)).toBe(Math.SQRT2)
  expect(pow(-8, 1 / 3)).toBe(Number.NaN)
  expect(pow(-2, 3)).toBeCloseTo(-8, 14)
  expect(pow(0, 3)).toBe(0)
  expect(pow(0, -1)).toBe(Infinity)
  expect(pow(Number.NaN, 0)).toBe(Number.NaN)
  expect(pow(10, 400)).toBe(Infinity)
  expect(atan(0)).toBe(0)
  expect(atan(1e300)).toBe(Math.PI / 2)
})

/** Every engine has to come to this. */
test('the bits are the same everywhere', () => {
  const next = seeded(21)
  const values = new Float64Array(6000)
  for (let k = 0; k < values.length; k += 6) {
    const x = next()
    values.set(
      [log(x * 1e4), log10(x * 1e4), exp(x * 40 - 20), pow(x * 10, x * 7 - 3), atan(x * 9 - 4), cos(x * 9)],
      k,
    )
  }
  expect(sha256(new Uint8Array(values.buffer))).toMatchInlineSnapshot(
    `"48c00c9de4da21aa320c80cef16976acb8dca6b45dc81678eca0badff16ec287"`,
  )
})
