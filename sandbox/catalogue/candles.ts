import type { Series } from './define'
import type { Kit } from './kit'

/**
 * The parts of a candle and TA-Lib's idea of their size: long, short or near means compared with the average of the
 * bars before, never with this bar. `candles(k)(n)` is the candle `n` bars ago.
 */
export const candles = (k: Kit) => {
  const body = () => k.abs(k.sub(k.close(), k.open()))
  const range = () => k.sub(k.high(), k.low())
  const top = () => k.max(k.open(), k.close())
  const bottom = () => k.min(k.open(), k.close())
  const upper = () => k.sub(k.high(), top())
  const lower = () => k.sub(bottom(), k.low())
  /** `factor` times the average of the `bars` bars before. */
  const usual = (x: Series, bars: number, factor: number) => k.mul(factor, k.ago(k.sma(x, bars), 1))
  const usualBody = () => usual(body(), 10, 1)
  const tiny = () => usual(range(), 10, 0.1)

  return (back: number) => {
    const at = (x: Series) => k.ago(x, back)
    return {
      get open() {
        return at(k.open())
      },
      get high() {
        return at(k.high())
      },
      get low() {
        return at(k.low())
      },
      get close() {
        return at(k.close())
      },
      get body() {
        return at(body())
      },
      get top() {
        return at(top())
      },
      get bottom() {
        return at(bottom())
      },
      get upper() {
        return at(upper())
      },
      get lower() {
        return at(lower())
      },
      get middle() {
        return at(k.div(k.add(k.open(), k.close()), 2))
      },
      /** Closes at or above its open. */
      get white() {
        return at(k.ge(k.close(), k.open()))
      },
      get black() {
        return at(k.lt(k.close(), k.open()))
      },
      get long() {
        return at(k.gt(body(), usualBody()))
      },
      get small() {
        return at(k.lt(body(), usualBody()))
      },
      get notLong() {
        return at(k.le(body(), usualBody()))
      },
      get doji() {
        return at(k.le(body(), tiny()))
      },
      get noUpper() {
        return at(k.lt(upper(), tiny()))
      },
      get noLower() {
        return at(k.lt(lower(), tiny()))
      },
      get someUpper() {
        return at(k.gt(upper(), tiny()))
      },
      get someLower() {
        return at(k.gt(lower(), tiny()))
      },
      /** Half the usual length of both wicks together. */
      get usualWick() {
        return at(usual(k.add(upper(), lower()), 10, 0.5))
      },
      /** A fifth of the usual range. */
      get near() {
        return at(usual(range(), 5, 0.2))
      },
      /** Three fifths of the usual range. */
      get far() {
        return at(usual(range(), 5, 0.6))
      },
      /** A twentieth of the usual range. */
      get equal() {
        return at(usual(range(), 5, 0.05))
      },
    }
  }
}

export type Candle = ReturnType<ReturnType<typeof candles>>
