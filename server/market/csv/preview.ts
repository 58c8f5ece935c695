import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { Distances, spokenDistance, timeframeOfDistance } from '../files/distances'
import { CsvBlocks } from './blocks'
import type { Role } from './columns'
import { fieldsOf } from './layout'
import type { DateOrder } from './moments'
import { COMMA } from './number'
import type { CsvProblem } from './problems'

/** One row of the beginning of a file, as it stands there and as it is understood. */
export interface PreviewRow {
  readonly line: number
  readonly cells: readonly string[]
  /** UTC ms; null where the row is no bar. */
  readonly time: number | null
  readonly problem: string | null
}

export interface Preview {
  readonly separator: 'comma' | 'semicolon' | 'tab' | 'bar' | null
  readonly decimal: 'point' | 'comma' | null
  readonly titles: readonly string[] | null
  readonly roles: readonly Role[]
  readonly order: DateOrder | null
  readonly zone: 'day' | 'file' | 'none' | null
  readonly rows: readonly PreviewRow[]
  readonly timeframe: Timeframe | null
  /** How far most rows are apart, in words; null where there are no two. */
  readonly distance: string | null
  /** Whether there are some days, and none of them at a weekend. */
  readonly onlyWeekdays: boolean
  readonly notes: readonly string[]
  readonly problems: readonly CsvProblem[]
  readonly needsOrder: boolean
}

const ROWS = 12
const DAY = 86_400_000
const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
const decoder = new TextDecoder()

/** How the file that begins with `head` would be read. */
export function previewOf(
  head: Uint8Array,
  isWhole: boolean,
  { zone, order }: { readonly zone?: string; readonly order?: DateOrder } = {},
): Preview {
  const end = isWhole ? head.length : head.lastIndexOf(10) + 1
  const known = end > 0 ? head.subarray(0, end) : head
  const blocks = new CsvBlocks({ ...(zone && { zone }), ...(order && { order }), rows: 4_096 })
  const read = [...blocks.push(known), ...blocks.finish()]
  const { layout, problems, needsOrder } = blocks
  const times = new Map(
    read.flatMap(({ bars, lines }) => Array.from(lines, (line, row) => [line, bars.time[row] ?? 0] as const)),
  )
  const distances = new Distances()
  distances.add(Float64Array.from(times.values()).sort())
  const usual = distances.usual()
  const days = new Set([...times.values()].map(time => Math.floor(time / DAY)))
  const said = new Map(problems.told.map(({ line, message }) => [line, message]))
  const separator = layout && (String.fromCharCode(layout.separator) as keyof typeof SEPARATORS) // one of those it looks for
  const rows = decoder
    .decode(known)
    .split(/\r?\n/)
    .map((text, at) => ({ line: at + 1, text }))
    .filter(({ line, text }) => text.trim() !== '' && line >= (layout?.firstLine ?? 1))
    .slice(0, ROWS)
    .map(({ line, text }) => ({
      line,
      cells: separator ? fieldsOf(text, separator).slice(0, 40) : [text.slice(0, 200)],
      time: times.get(line) ?? null,
      problem: said.get(line) ?? null,
    }))
  return {
    separator: separator && SEPARATORS[separator],
    decimal: layout && (layout.point === COMMA ? 'comma' : 'point'),
    titles: layout?.titles ?? null,
    roles: layout?.roles ?? [],
    order: layout?.order ?? null,
    zone: layout?.zone ?? null,
    rows,
    timeframe: timeframeOfDistance(usual),
    distance: usual === null ? null : spokenDistance(usual),
    onlyWeekdays: days.size >= 5 && [...days].every(day => new Date(day * DAY).getUTCDay() % 6 !== 0),
    notes: layout?.notes ?? [],
    problems: problems.told,
    needsOrder,
  }
}
