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

export async function readBars(file: string): Promise<BarColumns> {
  const reader = new CsvReader()
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
  if (result.bars.time.length === 0)
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

/** What --timeframe says, else what the bars look like, else what the document is written for. */
export function chosenTimeframe(
  flag: string | undefined,
  bars: BarColumns,
  written: Timeframe | null,
): Timeframe {
  if (flag !== undefined && !isTimeframe(flag))
    throw new UsageError(`--timeframe ${flag}: use one of ${TIMEFRAMES.join(', ')}.`)
  const chosen = flag ?? timeframeOf(bars) ?? written
  if (!chosen)
    throw new UsageError('The distance between the bars is that of no timeframe. Name one: --timeframe 1d.')
  return chosen
}
