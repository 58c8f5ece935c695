const DAY_MS = 86_400_000

/** A number that changes where a UTC day, week (from Monday), month or year begins; never for `history`. */
export const periodOf = (timeMs: number, kind: number): number => {
  const day = Math.floor(timeMs / DAY_MS)
  if (kind === 0) return day
  // 1970-01-01 was a Thursday
  if (kind === 1) return Math.floor((day + 3) / 7)
  if (kind === 4) return 0
  const date = new Date(timeMs)
  return kind === 2 ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear()
}
