// One document with many sets of parameters: its source is read once, and run once for each set.
import type { Fence } from '../host/fence'
import { COMPILE_LIMITS } from '../host/limits'
import type { ParamValue } from '../ir/program'
import { replayDocument } from './compile'
import type { Compiled, Document } from './compiled'
import { readCode, traceCode } from './formula'
import { readGraph } from './graph/document'
import { flatten } from './graph/flat'
import { type Printed, printFlat } from './graph/print'
import { heldOf, onBlocks } from './graph/record'
import { type Recorded, recorded } from './record'

type Params = Readonly<Record<string, ParamValue>>

export interface ManyDocument extends Omit<Document, 'params'> {
  readonly sets: readonly Params[]
}

/** Units of fuel after which no further set is begun, and characters of recordings. */
const MOST_FUEL = COMPILE_LIMITS.fuel
const MOST_TEXT = 4 * 1024 * 1024

/**
 * Records a document for one set after another, each as if it were alone: every run starts from the state in which reading the source
 * left the fence, and is metered by itself. A set that fails is its own problem. Work is bounded as a whole: what comes back are the
 * first of the sets, at least one, and the caller asks again for the others.
 */
export function recordMany(fence: Fence, { kind, document, sets }: ManyDocument): readonly Recorded[] {
  if (kind === 'graph') {
    const read = readGraph(document)
    if (!read.ok) return sets.map(() => read)
    const flat = flatten(read.graph)
    if (flat.blocks.some(({ block }) => block.kind === 'code'))
      return recordCodes(fence, document, sets, printFlat(read.graph, flat))
    return within(sets, params => ({
      made: recorded({ form: 'graph', document, params: { ...params } }),
      fuelUsed: 0,
    }))
  }
  return recordCodes(fence, document, sets, null)
}

function recordCodes(
  fence: Fence,
  document: string,
  sets: readonly Params[],
  printed: Printed | null,
): readonly Recorded[] {
  const placed = (made: Recorded): Recorded => (printed ? onBlocks(made, printed) : made)
  const read = readCode(fence, printed?.text ?? document)
  if (!read.ok) return sets.map(() => placed(read))
  return within(sets, params => {
    const { recorded: made, fuelUsed } = traceCode(fence, read, {
      params,
      returns: true,
      ...(printed && { printed: heldOf(printed) }),
    })
    return { made: placed(made), fuelUsed }
  })
}

function within(
  sets: readonly Params[],
  make: (params: Params) => { readonly made: Recorded; readonly fuelUsed: number },
): readonly Recorded[] {
  const all: Recorded[] = []
  let fuel = 0
  let text = 0
  for (const params of sets) {
    if (all.length > 0 && (fuel > MOST_FUEL || text > MOST_TEXT)) break
    const { made, fuelUsed } = make(params)
    all.push(made)
    fuel += fuelUsed
    text += made.ok ? made.recording.length : 0
  }
  return all
}

/** Compiles a document once for each set; one that does not compile is among the others with its problems. */
export function compileMany(fence: Fence, { kind, document, sets }: ManyDocument): readonly Compiled[] {
  const all: Compiled[] = []
  while (all.length < sets.length)
    all.push(...recordMany(fence, { kind, document, sets: sets.slice(all.length) }).map(replayDocument))
  return all
}
