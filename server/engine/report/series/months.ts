import type { Facts } from '../facts'

export interface YearRow {
  readonly year: number
  /** January first; null where the run had no day in it. */
  readonly months: readonly (number | null)[]
  readonly total: number
}

/** Returns of calendar months, a row a year. Parts of a month count as the month. */
export function monthTable({ grid, days, startEquity }: Facts): YearRow[] {
  const rows: { year: number; months: (number | null)[]; total: number }[] = []
  let yearBase = startEquity
  let monthBase = startEquity
  let row: (typeof rows)[number] | undefined
  for (let day = 0; day < days.length; day++) {
    const date = new Date(grid.time[day]!)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    const before = day === 0 ? startEquity : days[day - 1]!
    if (row?.year !== year) {
      yearBase = before
      row = { year, months: new Array<number | null>(12).fill(null), total: 0 }
      rows.push(row)
    }
    if (row.months[month] === null) monthBase = before
    row.months[month] = days[day]! / monthBase - 1
    row.total = days[day]! / yearBase - 1
  }
  return rows
}
