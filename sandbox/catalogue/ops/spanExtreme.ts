import type { SpanArithmetic } from './spanned'

/** The best value and how many values ago it came; looked for again only when it leaves the window. */
const BEST = 0
const AGE = 1

/** Largest (side 1) or smallest (side −1) value of a window of any size. Zeros count as equal whatever their sign. */
export const spanExtreme = (side: 1 | -1): SpanArithmetic => {
  const start: SpanArithmetic['start'] = (state, at, x, last, n) => {
    let best = -Infinity
    let where = last
    for (let i = last - n + 1; i <= last; i++) {
      const value = side * x[i]! + 0
      if (value < best) continue
      best = value
      where = i
    }
    state[at + BEST] = best
    state[at + AGE] = last - where
    return side * best + 0
  }

  const fresh: SpanArithmetic['fresh'] = (x, last, n) => {
    let best = -Infinity
    for (let i = last - n + 1; i <= last; i++) best = Math.max(best, side * x[i]! + 0)
    return side * best + 0
  }

  const slide: SpanArithmetic['slide'] = (state, at, x, out, n, params, from, to) => {
    for (let i = from; i < to; i++) {
      const value = side * x[i]! + 0
      if (Number.isNaN(value)) return i
      state[at + AGE]! += 1
      if (value >= state[at + BEST]!) {
        state[at + BEST] = value
        state[at + AGE] = 0
      } else if (state[at + AGE]! >= n) {
        start(state, at, x, i, n, params)
      }
      out[i] = side * state[at + BEST]! + 0
    }
    return to
  }

  return { memory: 2, fresh, start, slide }
}
