const DAY_MS = 86_400_000

/** A number that changes where a day, week (from Monday), month or year of the wall clock begins; never for `history`. */
export const periodOf = (wallMs: number, kind: number): number => {
  const day = Math.floor(wallMs / DAY_MS)
  if (kind === 0) return day
  // 1970-01-01 was a Thursday
  if (kind === 1) return Math.floor((day + 3) / 7)
  if (kind === 4) return 0
  const date = new Date(wallMs)
  return kind === 2 ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear()
}
