// Series as screeners know them: as long as what they are made of, null until there is a value.
export type Values = (number | null)[]

export const last = <T>(values: readonly T[]): T | null => values.at(-1) ?? null

export function sma(values: readonly number[], length: number): Values {
  return values.map((_, at) => {
    if (at < length - 1) return null
    let sum = 0
    for (let i = at - length + 1; i <= at; i++) sum += values[i]!
    return sum / length
  })
}

/** Seeded with the simple average of its first values. */
export const ema = (values: readonly number[], length: number): Values =>
  smoothed(values, length, 2 / (length + 1))

/** Wilder's average, seeded likewise. */
export const rma = (values: readonly number[], length: number): Values => smoothed(values, length, 1 / length)

function smoothed(values: readonly number[], length: number, weight: number): Values {
  let value: number | null = null
  let seed = 0
  return values.map((each, at) => {
    if (at < length) seed += each
    if (at === length - 1) value = seed / length
    else if (value !== null) value += weight * (each - value)
    return value
  })
}

/** Population deviation. */
export function deviation(values: readonly number[], length: number): Values {
  return sma(values, length).map((mean, at) => {
    if (mean === null) return null
    let sum = 0
    for (let i = at - length + 1; i <= at; i++) sum += (values[i]! - mean) ** 2
    return Math.sqrt(sum / length)
  })
}

/** A series of the values that are there, put back in its place. */
export function overDefined(values: Values, make: (defined: number[]) => Values): Values {
  const first = values.findIndex(value => value !== null)
  if (first < 0) return values
  const made = make(values.slice(first) as number[]) // from the first value on there are no holes
  return [...values.slice(0, first), ...made]
}
