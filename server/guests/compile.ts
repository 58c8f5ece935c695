import { z } from 'zod'
import { type Compiled, type Document, replayDocument } from '../../sandbox/compile/compile'
import { PROBLEM_CODES, type ProblemCode, problem } from '../../sandbox/compile/problems'
import { askGuests, overstayMs } from './service'

// Enum keys are the table's own.
const CODES = Object.keys(PROBLEM_CODES) as ProblemCode[]
const place = z.number().int().min(0).max(1_000_000)
const recorded = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), recording: z.string() }),
  z.strictObject({
    ok: z.literal(false),
    problems: z
      .array(
        z.strictObject({
          code: z.enum(CODES),
          message: z.string().max(1_000),
          severity: z.enum(['error', 'warning']),
          line: place.exactOptional(),
          column: place.exactOptional(),
          block: z.string().max(80).exactOptional(),
          port: z.string().max(80).exactOptional(),
        }),
      )
      .max(500),
  }),
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
