import { z } from 'zod'
import { type Compiled, type Document, replayDocument } from '../../sandbox/compile/compile'
import { type CompileProblem, problem } from '../../sandbox/compile/problems'
import { problemSchema, type Recording, recordingSchema } from '../../sandbox/compile/recording'
import { askGuests, overstayMs } from './service'

const recorded = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), recording: z.string() }),
  z.strictObject({ ok: z.literal(false), problems: z.array(problemSchema).max(2_000) }),
])

const LOST = {
  ok: false,
  problems: [problem('out-of-fuel', 'The document could not be compiled in time. Shorten it and try again.')],
} as const satisfies Compiled

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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
