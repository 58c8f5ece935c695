import { z } from 'zod'
import { type Compiled, type Document, replayDocument } from '../../sandbox/compile/compile'
import type { ManyDocument } from '../../sandbox/compile/many'
import { type CompileProblem, problem } from '../../sandbox/compile/problems'
import type { Recorded } from '../../sandbox/compile/record'
import { problemSchema, type Recording, recordingSchema } from '../../sandbox/compile/recording'
import { askGuests, overstayMs } from './service'

const recorded = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), recording: z.string() }),
  z.strictObject({ ok: z.literal(false), problems: z.array(problemSchema).max(2_000) }),
])

/** Sets of parameters in one question: short enough that others who compile need not wait long. */
const MOST_SETS = 64

const manyRecorded = z.array(recorded).max(MOST_SETS)

const LOST = {
  ok: false,
  problems: [problem('out-of-fuel', 'The document could not be compiled in time. Shorten it and try again.')],
} as const satisfies Compiled & Recorded

/** Nothing came back in time: the document may be to blame, or a machine that was busy. */
export const isLost = (recorded: Recorded): boolean => recorded === LOST

/** A document as the guests' process recorded it, for drawing it; checked, but not yet a program. */
export async function recordingOf(
  document: Document,
): Promise<
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }
> {
  const { told } = await askGuests({ ask: 'compile', document }, [], overstayMs('compile'))
  const read = told.ok && typeof told.value === 'string' ? recorded.safeParse(parse(told.value)) : null
  if (!read?.success) return LOST
  if (!read.data.ok) return read.data
  const recording = recordingSchema.safeParse(parse(read.data.recording))
  return recording.success ? { ok: true, recording: recording.data } : LOST
}

/** Compiles a document whose code runs in the guests' process; what that process says is taken for hostile. */
export async function compileDocument(document: Document): Promise<Compiled> {
  const { told } = await askGuests({ ask: 'compile', document }, [], overstayMs('compile'))
  if (!told.ok || typeof told.value !== 'string') return LOST
  const read = recorded.safeParse(parse(told.value))
  return read.success ? replayDocument(read.data) : LOST
}

/**
 * What running a document recorded for each set of parameters, checked for its shape alone: whoever makes programs of it replays it. A
 * set that can not be compiled has its problems.
 */
export async function recordMany({ kind, document, sets }: ManyDocument): Promise<readonly Recorded[]> {
  const all: Recorded[] = []
  let most = MOST_SETS
  while (all.length < sets.length) {
    const asked = sets.slice(all.length, all.length + most)
    // the fuel of two documents at most, see `recordMany` in the sandbox
    const { told } = await askGuests(
      { ask: 'compileMany', document: { kind, document, sets: asked } },
      [],
      2 * overstayMs('compile'),
    )
    const read = told.ok && typeof told.value === 'string' ? manyRecorded.safeParse(parse(told.value)) : null
    const some = read?.success ? read.data : []
    if (some.length > 0 && some.length <= asked.length) {
      all.push(...some)
      most = Math.min(MOST_SETS, 2 * most)
      // no answer says nothing of any one set: they are asked for in ever smaller parts, until one is to blame
    } else if (asked.length === 1) all.push(LOST)
    else most = Math.ceil(asked.length / 4)
  }
  return all
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
