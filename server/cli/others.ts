import { existsSync } from 'node:fs'
import path from 'node:path'
import type { BarColumns } from '../../sandbox/ir/bars'
import type { Program, SeriesClock } from '../../sandbox/ir/program'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { type Tape, tapeOf } from '../../sandbox/run/tape'
import { readBars, timeframeOf } from './bars'
import { UsageError } from './usage'

/** Bars of the other symbols a program reads, from files beside its own. Slower bars of a symbol are made from its faster ones. */
export async function otherSymbols(
  program: Program,
  folder: string,
  timeframe: Timeframe,
  zone: string | undefined,
): Promise<(clock: SeriesClock) => Tape | null> {
  const tapes = new Map<string, { readonly bars: BarColumns; readonly timeframe: Timeframe }>()
  for (const { type } of program.nodes) {
    const { instrument } = type.clock
    if (instrument === null || tapes.has(instrument)) continue
    const file = path.join(folder, `${instrument}.csv`)
    if (/[\\/]/.test(instrument) || !existsSync(file))
      throw new UsageError(
        `The document reads ${instrument}, and there is no ${instrument}.csv in ${folder}. Put its bars there.`,
      )
    const bars = await readBars(file, { zone })
    tapes.set(instrument, { bars, timeframe: timeframeOf(bars) ?? timeframe })
  }
  return clock => {
    const known = clock.instrument === null ? undefined : tapes.get(clock.instrument)
    return known && (clock.timeframe ?? timeframe) === known.timeframe ? tapeOf(known.bars) : null
  }
}
