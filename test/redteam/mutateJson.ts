import type { Dice } from './mutate'

const ODD: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -0,
  2 ** 53,
  '',
  'close',
  'NaN',
  'Infinity',
  '__proto__',
  'constructor',
  '0',
  'x'.repeat(300),
  [],
  {},
  [[]],
  { param: 'length' },
  { block: 'b0', port: 'value' },
  [0, 0],
  { n: 1 },
  { n: 'NaN' },
  { b: true },
]

const cloned = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** The same value with a few places changed: left out, doubled, swapped for another place's or for something odd. */
export function mutatedJson(dice: Dice, value: unknown): unknown {
  const copy = cloned(value)
  for (let n = 1 + dice.below(4); n > 0; n--) {
    const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
    const look = (holder: unknown) => {
      if (typeof holder !== 'object' || holder === null) return
      for (const key of Object.keys(holder)) {
        places.push({ holder: holder as Record<string, unknown>, key })
        look((holder as Record<string, unknown>)[key])
      }
    }
    look(copy)
    if (places.length === 0) return dice.pick(ODD)
    const { holder, key } = dice.pick(places)
    const other = dice.pick(places)
    switch (dice.below(5)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1)
        else delete holder[key]
        break
      case 1:
        if (Array.isArray(holder)) holder.push(holder[Number(key)])
        else holder[`${key}2`] = holder[key]
        break
      case 2:
        holder[key] = cloned(other.holder[other.key] ?? null)
        break
      default:
        holder[key] = cloned(dice.pick(ODD))
    }
  }
  return copy
}
