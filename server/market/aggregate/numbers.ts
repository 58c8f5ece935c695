// A bar's numbers on its shelf.
import { CLOSE, END, HIGH, LOW, NEW, OPEN, type Shelf, STAGE, TIME, UNITS, UNKNOWN } from './shelf'

/** Whether the bar has other numbers now, or nobody was told of it yet. */
export function setNumbers(
  { data }: Shelf,
  place: number,
  open: number,
  high: number,
  low: number,
  close: number,
  units: number,
): boolean {
  if (
    data[place + OPEN] === open &&
    data[place + HIGH] === high &&
    data[place + LOW] === low &&
    data[place + CLOSE] === close &&
    data[place + UNITS] === units
  )
    return data[place + STAGE] === NEW || data[place + STAGE] === UNKNOWN
  data[place + OPEN] = open
  data[place + HIGH] = high
  data[place + LOW] = low
  data[place + CLOSE] = close
  data[place + UNITS] = units
  return true
}

/** Makes a bar of all the faster ones within it; whether that changed it, as `setNumbers` says. */
export function setFromParts(shelf: Shelf, place: number, parts: Shelf, symbol: number): boolean {
  const { data, stride } = parts
  const end = shelf.data[place + END]!
  const first = parts.reaching(symbol, shelf.data[place + TIME]!)
  const stop = parts.end(symbol)
  let [high, low, close, units] = [-Infinity, Infinity, NaN, 0]
  for (let part = first; part < stop && data[part + TIME]! < end; part += stride) {
    high = Math.max(high, data[part + HIGH]!)
    low = Math.min(low, data[part + LOW]!)
    close = data[part + CLOSE]!
    units += data[part + UNITS]!
  }
  return setNumbers(shelf, place, data[first + OPEN]!, high, low, close, units)
}
