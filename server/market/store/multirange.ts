import type { Stretch } from './series'

/** `{[1,5),[9,12)}` in PostgreSQL's spelling of a multirange; its ranges are in order and do not touch. */
export function stretchesIn(text: string): readonly Stretch[] {
  return Array.from(text.matchAll(/\[(-?\d+),(-?\d+)\)/g), ([, from, to]) => ({
    from: Number(from),
    to: Number(to),
  }))
}
