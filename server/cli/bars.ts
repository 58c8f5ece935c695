import { createReadStream } from 'node:fs'
import path from 'node:path'
import type { BarColumns } from '../../sandbox/ir/bars'
import { isTimeframe, TIMEFRAMES, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { CsvReader } from '../market/csv/reader'
import { reason } from './document'
import { UsageError } from './usage'

/** A file of bars that can't be used; every bad row it tells of has its line. */
export class DataError extends Error {
  readonly problems: readonly { readonly file: string; readonly line: number; readonly message: string }[]
  constructor(problems: DataError['problems'], count: number) {
    const more = count > problems.length ? [`… and ${count - problems.length} more`] : []
    super(
      [
        ...problems.map(({ file, line, message }) => `${file}:${line} ${message}`),
        ...more,
        'Nothing was taken from the file.',
      ].join('\n'),
    )
    this.problems = problems
  }
}

interface Reading {
  /** That of times which name none; UTC where it is undefined. */
  readonly zone?: string | undefined
  /** A file with a header alone is no mistake. */
  readonly allowEmpty?: boolean
}

export async function readBars(
  file: string,
  { zone, allowEmpty = false }: Reading = {},
): Promise<BarColumns> {
  const reader = new CsvReader(zone === undefined ? {} : { zone })
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) reader.push(chunk as Buffer)
  } catch (error) {
    throw new UsageError(`${file} can’t be read: ${reason(error)}.`)
  }
  const result = reader.finish()
  if (!result.ok)
    throw new DataError(
      result.problems.map(each => ({ file, ...each })),
      result.count,
    )
  if (result.bars.time.length === 0 && !allowEmpty)
    throw new DataError([{ file, line: 2, message: 'The file has no bars.' }], 1)
  return result.bars
}

export const symbolOf = (file: string): string => path.basename(file).replace(/\.csv$/i, '')

/** The usual distance between bars, where it is that of a timeframe. */
export function timeframeOf({ time }: BarColumns): Timeframe | null {
  const counts = new Map<number, number>()
  for (let at = 1; at < time.length; at++) {
    const distance = time[at]! - time[at - 1]!
    counts.set(distance, (counts.get(distance) ?? 0) + 1)
  }
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)
  return TIMEFRAMES.find(each => timeframeMs[each] === usual?.[0]) ?? null
}

/** The time zone of --zone, where it is one. */
export function chosenZone(flag: string | undefined): string | undefined {
  if (flag === undefined) return undefined
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: flag }).resolvedOptions().timeZone
  } catch {
    throw new UsageError(`--zone ${flag}: there is no such time zone. Write one like America/New_York.`)
  }
}

/** What --timeframe says, else what the document is written for, else what the bars look like. */
export function chosenTimeframe(
  flag: string | undefined,
  bars: BarColumns,
  written: Timeframe | null,
): Timeframe {
  if (flag !== undefined && !isTimeframe(flag))
    throw new UsageError(`--timeframe ${flag}: use one of ${TIMEFRAMES.join(', ')}.`)
  const seen = timeframeOf(bars)
  const chosen = flag ?? written ?? seen
  if (chosen && seen && seen !== chosen)
    console.error(
      `The bars look like ${seen} and are taken as ${chosen}, as ${flag ? '--timeframe' : 'the document'} says. ${flag ? 'Leave it out' : `Say --timeframe ${seen}`} if that is not meant.`,
    )
  if (!chosen)
    throw new UsageError('The distance between the bars is that of no timeframe. Name one: --timeframe 1d.')
  return chosen
}
