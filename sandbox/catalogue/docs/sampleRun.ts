import type { BarColumns } from '../../ir/bars'
import { ProgramBuilder } from '../../ir/build'
import type { Program } from '../../ir/program'
import { memoryAt, memoryOf, type NodeMemory } from '../../run/memory'
import { planRun } from '../../run/plan'
import { type Position, Run } from '../../run/run'
import { tapeOf } from '../../run/tape'
import type { CatalogueEntry } from '../define'
import { catalogue } from '../index'
import { outputsOf } from './outputs'
import { sampleBars } from './sample'
import { wiringOf } from './wiring'

const TIMEFRAME = '1h'
/** Enough for the slowest defaults to have settled before the last stretch, which is what a picture shows. */
const BARS = 900

/** A program whose columns are the entry’s outputs, at its defaults. */
export const sampleProgram = (entry: CatalogueEntry): Program => {
  const b = new ProgramBuilder(catalogue)
  const outputs = b.apply(
    entry.id,
    entry.inputs.map(port => wiringOf(entry, port).wire(b)),
  )
  for (const { name } of outputsOf(entry)) b.column(name, outputs[name]!)
  return b.finish({ name: entry.title, timeframe: null })
}

/** Memory of the entry by itself at its defaults, over bars: the most any of its outputs needs. */
export const sampleMemory = (entry: CatalogueEntry): NodeMemory => {
  const program = sampleProgram(entry)
  const memory = memoryOf(program, TIMEFRAME, catalogue)
  const outputs = program.columns.map(({ node }) => memoryAt(memory, node))
  const settled = outputs.map(output => output.settled)
  return {
    first: Math.max(...outputs.map(output => output.first)),
    settled: settled.includes(null) ? null : Math.max(...settled.map(bars => bars ?? 0)),
    exact: outputs.every(output => output.exact),
    punctual: outputs.every(output => output.punctual),
  }
}

/** A made-up trade: long from each hundredth bar for forty bars. */
const positionOn = (bar: number, bars: BarColumns): Position => {
  const since = bar % 100
  return since < 40
    ? { side: 1, entryPrice: bars.open[bar - since]!, barsSinceEntry: since }
    : { side: 0, entryPrice: Number.NaN, barsSinceEntry: Number.NaN }
}

export interface SampleRun {
  readonly bars: BarColumns
  readonly columns: Readonly<Record<string, Float64Array>>
}

/** The entry’s outputs over made-up bars. */
export const sampleRun = (entry: CatalogueEntry): SampleRun => {
  const bars = sampleBars({ bars: BARS })
  const plan = planRun([sampleProgram(entry)], { timeframe: TIMEFRAME, catalogue })
  const run = new Run(plan, { tape: tapeOf(bars), collect: true })
  if (plan.readsPosition) {
    for (let bar = 0; bar < BARS; bar++) {
      run.position = positionOn(bar, bars)
      run.advance(bar + 1)
    }
  } else run.advance()
  const sinks = plan.merged.sinks[0]!
  return {
    bars,
    columns: Object.fromEntries(
      sinks.map(({ name, node }) => [name.replace(/^columns\./, ''), run.collected(node)]),
    ),
  }
}
