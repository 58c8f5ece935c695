// What a minute on its shelf knows beyond a bar's numbers: the trades that made its open and close, or the venue's version.
import { CLOSE, HIGH, LOW, NEW, OPEN, STAGE, UNITS } from './shelf'
import { isBefore } from './ticks'

const FIRST_TIME = 8
const FIRST_ID = 9
const LAST_TIME = 10
const LAST_ID = 11
/** The version of the bar that the venue told; NaN while the minute is made of ticks. */
const VERSION = 12
/** 1 when that version was the venue's final word. */
const IS_FINAL = 13

/** The minute is made of ticks, as long as the venue does not tell it. */
export const isOfTicks = (data: Float64Array, place: number): boolean => Number.isNaN(data[place + VERSION]!)

export function awaitTicks(data: Float64Array, place: number): void {
  data[place + VERSION] = NaN
}

export const isBeforeFirst = (data: Float64Array, place: number, time: number, id: number): boolean =>
  isBefore(time, id, data[place + FIRST_TIME]!, data[place + FIRST_ID]!)

/** Whether the trade is the newest of the minute so far; it is from then on. */
export function becomesLast(data: Float64Array, place: number, time: number, id: number): boolean {
  if (isBefore(time, id, data[place + LAST_TIME]!, data[place + LAST_ID]!)) return false
  data[place + LAST_TIME] = time
  data[place + LAST_ID] = id
  return true
}

/** The minute's first trade to come, though not always the first in time. */
export function startMinute(
  data: Float64Array,
  place: number,
  time: number,
  price: number,
  units: number,
  id: number,
): void {
  data[place + OPEN] = price
  data[place + HIGH] = price
  data[place + LOW] = price
  data[place + CLOSE] = price
  data[place + UNITS] = units
  data[place + FIRST_TIME] = time
  data[place + FIRST_ID] = id
  data[place + LAST_TIME] = time
  data[place + LAST_ID] = id
}

/** Another trade of the minute, in whatever order. */
export function growMinute(
  data: Float64Array,
  place: number,
  time: number,
  price: number,
  units: number,
  id: number,
): void {
  if (isBeforeFirst(data, place, time, id)) {
    data[place + OPEN] = price
    data[place + FIRST_TIME] = time
    data[place + FIRST_ID] = id
  }
  if (becomesLast(data, place, time, id)) data[place + CLOSE] = price
  data[place + HIGH] = Math.max(data[place + HIGH]!, price)
  data[place + LOW] = Math.min(data[place + LOW]!, price)
  data[place + UNITS]! += units
}

/** Whether the venue's version is newer than what the minute holds, ticks included; it is what the minute holds then. */
export function takesVersion(data: Float64Array, place: number, version: number, isFinal: 0 | 1): boolean {
  if (data[place + STAGE] !== NEW && !isOfTicks(data, place)) {
    const wasFinal = data[place + IS_FINAL]!
    if (isFinal < wasFinal || (isFinal === wasFinal && version <= data[place + VERSION]!)) return false
  }
  data[place + VERSION] = version
  data[place + IS_FINAL] = isFinal
  return true
}

/** What is stored was final; the venue may still correct it, by whatever version. */
export function isStored(data: Float64Array, place: number): void {
  data[place + VERSION] = -Infinity
  data[place + IS_FINAL] = 1
}
