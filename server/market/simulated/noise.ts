// Randomness that is computed, never drawn: the same place gives the same number, in any order and any process.

/** Mixes four integers into 32 well-spread bits (the finaliser of MurmurHash3 over a multiply-add chain). */
export function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) + Math.imul(c, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39) ^ Math.imul(d, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** In (0, 1). */
export const uniform = (a: number, b: number, c: number, d: number): number =>
  (hash(a, b, c, d) + 0.5) / 4294967296

/** Mean 0, deviation 1; a sum of four uniforms, so it never leaves ±3.47. Heavy tails come from the volatility instead. */
export function normal(a: number, b: number, c: number, d: number): number {
  const first = hash(a, b, c, d)
  const second = hash(first, c, b, d + 0x51ed)
  const sum = (first & 0xffff) + (first >>> 16) + (second & 0xffff) + (second >>> 16)
  return (sum / 65535 - 2) * Math.sqrt(3)
}

/** Exponentially distributed, mean 1. */
export const exponential = (a: number, b: number, c: number, d: number): number =>
  -Math.log(uniform(a, b, c, d))

/** A smooth curve through a normal at every multiple of `period`. */
export function curve(seed: number, salt: number, position: number, period: number): number {
  const at = position / period
  const left = Math.floor(at)
  const t = at - left
  const ease = t * t * (3 - 2 * t)
  const from = normal(seed, salt, left, period | 0)
  return from + (normal(seed, salt, left + 1, period | 0) - from) * ease
}
