// How a file writes its bars, found out from its beginning.
import { FIELDS, type Role, rolesOf } from './columns'
import { type DateOrder, dateOrderOf, type OrderFound } from './moments'
import { COMMA, POINT, writtenNumber } from './number'
import type { CsvProblem } from './problems'

/** Where what stands in the rows of a file. */
export interface CsvLayout {
  /** The byte between two fields. */
  readonly separator: number
  /** The byte before decimals. */
  readonly point: number
  /** As the header has them; null where there is none. */
  readonly titles: readonly string[] | null
  readonly roles: readonly Role[]
  /** The line with the first bar. */
  readonly firstLine: number
  readonly order: DateOrder
  /** What times say of their zone: `day` names a day, `file` brings its own, `none` leaves it open. */
  readonly zone: 'day' | 'file' | 'none'
  /** What a reader should know of how the file is taken. */
  readonly notes: readonly string[]
}

export type LayoutFound =
  | { readonly ok: true; readonly layout: CsvLayout }
  | {
      readonly ok: false
      readonly problem: CsvProblem
      /** Dates such as 03/04/2024: the order has to be chosen. */
      readonly needsOrder: boolean
    }

interface Line {
  readonly number: number
  readonly text: string
}

/** As much of a file as its layout is told by. */
export const HEAD_BYTES = 65_536

const SEPARATORS = ['\t', ';', '|', ','] as const
const LEAST_FIELDS = 5
const MOST_FIELDS = 1_000
/** Lines before the header: an address, a title, a comment. */
const MOST_PREAMBLE = 20
const SAMPLE = 2_000

/** The layout of a file that begins with `head`; `order` is that of its dates where somebody chose it. */
export function layoutOf(head: Uint8Array, isWhole: boolean, order?: DateOrder): LayoutFound {
  const foreign = foreignFormat(head)
  if (foreign) return refused(1, foreign)
  const lines = linesOf(head, isWhole)
  const [first] = lines
  if (!first)
    return refused(1, 'The file is empty. It needs a bar a line: time, open, high, low, close, volume.')
  const separator = separatorOf(lines)
  if (!separator)
    return refused(
      first.number,
      'No line has what a bar needs: time, open, high, low and close, parted by commas, semicolons or tabs.',
    )
  const rows = lines.map(({ number, text }) => ({ number, fields: fieldsOf(text, separator) }))
  const start = rows.findIndex(({ fields }) => fields.length >= LEAST_FIELDS)
  const begin = rows[start]
  if (!begin || start > MOST_PREAMBLE)
    return refused(
      first.number,
      'The file does not begin with a header or with bars. Remove what stands before them.',
    )
  if (begin.fields.length > MOST_FIELDS)
    return refused(begin.number, `The line has more than ${MOST_FIELDS} fields. This may be no file of bars.`)
  const notes: string[] = []
  const skipped = rows.slice(0, start).filter(({ fields }) => !/^sep=/i.test(fields[0] ?? ''))
  if (skipped.length > 0)
    notes.push(
      skipped.length === 1
        ? `Line ${skipped[0]?.number} is neither header nor bar and was skipped.`
        : `The first ${skipped.length} lines are neither header nor bars and were skipped.`,
    )

  const isHeader =
    begin.fields.every(field => !/\d/.test(field) || /[a-z]{3}/i.test(field)) && !isNamedDate(begin.fields[0])
  const data = rows
    .slice(isHeader ? start + 1 : start)
    .filter(({ fields }) => fields.length > 1)
    .slice(0, SAMPLE)
  const roles = isHeader ? rolesOf(begin.fields) : rolesByPlace(data.map(({ fields }) => fields))
  if (!roles)
    return refused(
      begin.number,
      'There is no header, and the columns do not read as time, open, high, low, close and volume. Add a line with their names.',
    )
  const missing = FIELDS.filter(field => field !== 'volume' && !roles.includes(field))
  if (missing.length > 0)
    return refused(
      begin.number,
      `The header has no ${listed(missing)}. It says ${begin.fields.slice(0, 12).join(', ')}; name the columns time, open, high, low, close and volume.`,
    )
  const column = (role: Role) => data.map(({ fields }) => fields[roles.indexOf(role)] ?? '')
  const times = column('time')
  const [firstData] = data
  if (!firstData)
    return refused(
      begin.number + 1,
      isWhole
        ? 'There is a header and no bar below it.'
        : `The line is longer than ${HEAD_BYTES / 1024} KiB. This may be no CSV file; lines end with a line feed.`,
    )
  const found = order === undefined ? orderOfMost(times) : ({ ok: true, order } as const)
  if (!found.ok) {
    const shown = (times[0] ?? '').slice(0, 40)
    return found.why === 'ambiguous'
      ? {
          ok: false,
          needsOrder: true,
          problem: {
            line: firstData.number,
            message: `${shown} may name the month or the day first. Choose the order of the dates.`,
          },
        }
      : refused(
          firstData.number,
          `time is “${shown}”, which is no time. Write it as 2024-01-31 09:30, or as seconds or milliseconds since 1970.`,
        )
  }
  if (!isHeader) notes.push(`There is no header; the columns are taken as ${spoken(roles)}.`)
  if (roles.includes('adjusted'))
    notes.push('Adjusted closes are left out: bars keep the prices that were traded.')
  if (!roles.includes('volume')) notes.push('There is no volume; it is taken as 0.')
  const prices = (['open', 'high', 'low', 'close'] as const).flatMap(column)
  return {
    ok: true,
    layout: {
      separator: separator.charCodeAt(0),
      point: pointOf(prices, separator === ','),
      titles: isHeader ? begin.fields : null,
      roles,
      firstLine: isHeader ? begin.number + 1 : begin.number,
      order: found.order,
      zone: zoneOf(times, roles.includes('clock') ? column('clock') : null),
      notes,
    },
  }
}

/** A few rows may be wrong: they are told when they are read, and the others show how dates are written. */
function orderOfMost(times: readonly string[]): OrderFound {
  const found = dateOrderOf(times)
  if (found.ok || found.why === 'ambiguous') return found
  const readable = times.filter(each => {
    const one = dateOrderOf([each])
    return one.ok || one.why === 'ambiguous'
  })
  return readable.length < times.length / 2 ? found : dateOrderOf(readable)
}

const refused = (line: number, message: string): LayoutFound => ({
  ok: false,
  needsOrder: false,
  problem: { line, message },
})

/** What the file is, if it is no text. Nothing is ever unpacked here. */
function foreignFormat(head: Uint8Array): string | null {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)
  if (begins(0x50, 0x4b, 3, 4))
    return 'This is a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV.'
  if (begins(0x1f, 0x8b)) return 'This file is packed with gzip. Unpack it first.'
  if (begins(0x28, 0xb5, 0x2f, 0xfd) || begins(0x42, 0x5a, 0x68) || begins(0xfd, 0x37, 0x7a, 0x58, 0x5a))
    return 'This file is packed. Unpack it first.'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'This is an Excel workbook. Save the sheet as CSV.'
  if (begins(0x50, 0x41, 0x52, 0x31)) return 'This is a Parquet file. Write it as CSV.'
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return 'This file is written in UTF-16. Save it as UTF-8.'
  if (head.includes(0)) return 'This is no text file. Send a CSV file.'
  return null
}

const decoder = new TextDecoder()

function linesOf(head: Uint8Array, isWhole: boolean): Line[] {
  const texts = decoder.decode(head).split(/\r?\n/)
  if (!isWhole && texts.length > 1) texts.pop()
  return texts.flatMap((text, at) =>
    text.trim() === '' || text.startsWith('#') ? [] : [{ number: at + 1, text }],
  )
}

function separatorOf(lines: readonly Line[]): string | undefined {
  const told = /^sep=(.)$/i.exec(lines[0]?.text.trim() ?? '')?.[1]
  if (told && (SEPARATORS as readonly string[]).includes(told)) return told
  return SEPARATORS.find(
    separator =>
      lines.filter(({ text }) => fieldsOf(text, separator).length >= LEAST_FIELDS).length >= lines.length / 2,
  )
}

/** The fields of a line in words. Bars themselves are read by `CsvFields`. */
export function fieldsOf(text: string, separator: string): string[] {
  const fields: string[] = []
  let [start, quoted] = [0, false]
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    if (at < text.length && (quoted || text[at] !== separator)) continue
    fields.push(
      text
        .slice(start, at)
        .trim()
        .replace(/^"+|"+$/g, '')
        .trim(),
    )
    start = at + 1
  }
  return fields
}

const isNamedDate = (field = ''): boolean => /^(\d{1,2}[ -][a-z]{3}|[a-z]{3}[a-z]*\.? \d)/i.test(field)

/** Without a header: the first column of times, perhaps a time of day, then open, high, low, close and volume. */
function rolesByPlace(rows: readonly (readonly string[])[]): readonly Role[] | null {
  const some = rows.slice(0, 200)
  const width = some[0]?.length ?? 0
  const column = (at: number) => some.map(fields => fields[at] ?? '')
  const time = Array.from({ length: width }, (_, at) => at).find(at => {
    const found = dateOrderOf(column(at))
    // a price is no count of seconds
    if (found.ok && found.order === 'epoch') return column(at).every(each => /^\d{9,}/.test(each))
    return found.ok || found.why === 'ambiguous'
  })
  if (time === undefined) return null
  const roles: Role[] = Array.from({ length: width }, () => 'ignored')
  roles[time] = 'time'
  let at = time + 1
  if (column(at).every(each => /^\d{1,2}:\d\d/.test(each) || /^\d{6}$/.test(each))) roles[at++] = 'clock'
  for (const field of ['open', 'high', 'low', 'close'] as const) roles[at++] = field
  if (at > width) return null
  const point = pointOf(column(at - 1), false)
  const values = some.map(fields => [4, 3, 2, 1].map(back => writtenNumber(fields[at - back] ?? '', point)))
  const sound = values.filter(
    ([open = 0, high = 0, low = 0, close = 0]) =>
      high >= Math.max(open, close) && low <= Math.min(open, close),
  )
  if (sound.length < values.length * 0.9) return null
  if (at < width && column(at).every(each => each === '' || !Number.isNaN(writtenNumber(each, point))))
    roles[at] = 'volume'
  return roles
}

/** Whether decimals follow a comma. Thousands are told by a second sign, or by the comma that parts the fields. */
function pointOf(cells: readonly string[], commaParts: boolean): number {
  const withComma = cells.filter(each => each.includes(','))
  if (withComma.length === 0) return POINT
  if (withComma.some(each => /,.*[,.]/.test(each))) return POINT
  if (commaParts && withComma.every(each => /,\d{3}$/.test(each))) return POINT
  return COMMA
}

function zoneOf(times: readonly string[], clocks: readonly string[] | null): CsvLayout['zone'] {
  if (times.every(each => /^[+-]?\d{9,}(\.\d+)?$/.test(each) && !/^(19|20)\d{12}$/.test(each))) return 'file'
  const texts = clocks ?? times
  const timed = texts.filter(
    each => each.includes(':') || /[T ]\d{3,6}$/.test(each) || (clocks && each !== ''),
  )
  if (timed.length === 0) return 'day'
  return timed.every(each => /(Z|UTC|GMT|[+-]\d\d(:?\d\d)?)$/i.test(each)) ? 'file' : 'none'
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const spoken = (roles: readonly Role[]): string =>
  roles
    .filter(role => role !== 'ignored')
    .map(role => (role === 'clock' ? 'time of day' : role))
    .join(', ')
