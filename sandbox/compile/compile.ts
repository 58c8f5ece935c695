import type { Fence } from '../host/fence'
import type { Compiled, Document } from './compiled'
import { recordCode } from './formula'
import { compileGraphText, recordGraph } from './graph/record'
import { problem } from './problems'
import type { Recorded } from './record'
import { parseJson, recordingSchema } from './recording'
import { replay } from './replay'

export type { Compiled, Document } from './compiled'

/**
 * The part of compiling that runs its author's code. It may happen in another process: a recording is hostile text, and
 * `replayDocument` takes it for that.
 */
export function recordDocument(fence: Fence, { kind, document, params = {} }: Document): Recorded {
  switch (kind) {
    case 'formula':
    case 'script':
      return recordCode(fence, document, params)
    case 'graph':
      return recordGraph(fence, document, params)
  }
}

/** A recording made into a program, each node checked and built anew. */
export function replayDocument(recorded: Recorded): Compiled {
  if (!recorded.ok) return recorded
  const read = recordingSchema.safeParse(parseJson(recorded.recording))
  if (!read.success)
    return {
      ok: false,
      problems: [problem('runtime', 'The recording is broken. Compile the document again.')],
    }
  return read.data.form === 'graph' ? compileGraphText(read.data) : replay(read.data)
}

/** Compiles any document. Whatever it holds, what comes back is a program or problems. */
export const compileDocument = (fence: Fence, document: Document): Compiled =>
  replayDocument(recordDocument(fence, document))
