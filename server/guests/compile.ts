import { z } from 'zod'
import { type Compiled, type Document, replayDocument } from '../../sandbox/compile/compile'
import { problem } from '../../sandbox/compile/problems'
import { problemSchema } from '../../sandbox/compile/recording'
import { askGuests, overstayMs } from './service'

const recorded = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), recording: z.string() }),
  z.strictObject({ ok: z.literal(false), problems: z.array(problemSchema).max(2_000) }),
])

const LOST: Compiled = {
  ok: false,
  problems: [problem('out-of-fuel', 'The document could not be compiled in time. Shorten it and try again.')],
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
