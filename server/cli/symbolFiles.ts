import type { Program } from '../../sandbox/ir/program'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { chosenTimeframe, DataError, readBars, symbolOf, timeframeOf } from './bars'
import { UsageError } from './usage'

export interface ReadFile {
  readonly file: string
  readonly symbol: string
  readonly bars: Awaited<ReturnType<typeof readBars>>
}

/** One bad file among several is left out and named; one bad file alone is the answer. */
export async function readAll(
  files: readonly string[],
  zone: string | undefined,
): Promise<{ readonly read: readonly ReadFile[]; readonly failed: readonly FailedFile[] }> {
  const read: ReadFile[] = []
  const failed: { symbol: string; message: string }[] = []
  for (const file of files) {
    const symbol = symbolOf(file)
    if (read.some(each => each.symbol === symbol))
      throw new UsageError(`There are two files of ${symbol}. A symbol is named by its file.`)
    try {
      read.push({ file, symbol, bars: await readBars(file, { zone, allowEmpty: true }) })
    } catch (error) {
      if (!(error instanceof DataError) || files.length === 1) throw error
      failed.push({ symbol, message: error.message })
      console.error(error.message)
    }
  }
  return { read, failed }
}

export interface FailedFile {
  readonly symbol: string
  readonly message: string
}

/** The length of the bars: as it was said, as they lie, or as the document has it. */
export function timeframeOfAll(
  read: readonly ReadFile[],
  said: string | undefined,
  program: Program,
): Timeframe {
  const looked = read.find(({ bars }) => timeframeOf(bars) !== null) ?? read[0]
  if (!looked || (looked.bars.time.length < 2 && said === undefined)) return program.timeframe ?? '1d'
  return chosenTimeframe(said, looked.bars, program.timeframe)
}
