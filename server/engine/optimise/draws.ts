/**
 * Different whole numbers below `size`, drawn in an order that the seed decides: the first steps of a Fisher–Yates shuffle, of which
 * only the places that moved are kept.
 */
export function draws(size: number, count: number, seed: number): number[] {
  const next = stream(seed)
  const moved = new Map<number, number>()
  const drawn: number[] = []
  for (let place = 0; place < Math.min(count, size); place++) {
    const other = place + Math.floor(next() * (size - place))
    drawn.push(moved.get(other) ?? other)
    moved.set(other, moved.get(place) ?? place)
  }
  return drawn
}

/** Numbers from 0, below 1, of 53 bits, the same on every machine (splitmix32, two draws each). */
function stream(seed: number): () => number {
  let state = seed >>> 0
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return () => ((bits() >>> 5) * 0x4000000 + (bits() >>> 6)) / 0x20000000000000
}
