import { describe, expect, test } from 'vitest'
import { compileDocument, recordDocument } from '@/sandbox/compile/compile'
import type { Document } from '@/sandbox/compile/compiled'
import type { GraphDocument } from '@/sandbox/compile/graph/document'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { toGraph } from '@/sandbox/compile/graph/toGraph'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'
import { randomGraph } from './random'

const SEED = Number(process.env.SEED ?? 20_261)
const GRAPHS = 1_000
const fence = await nodeFence()

const digestOf = (document: Document): string => {
  const compiled = compileDocument(fence, document)
  if (!compiled.ok) throw new Error(`${document.document}\n${JSON.stringify(compiled.problems, null, 1)}`)
  return compiled.program.digest
}
const drawn = (source: string, kind: Document['kind'] = 'formula'): GraphDocument => {
  const recorded = recordDocument(fence, { kind, document: source })
  if (!recorded.ok) throw new Error(`${source}\n${JSON.stringify(recorded.problems, null, 1)}`)
  const recording = recordingSchema.parse(parseJson(recorded.recording))
  if (recording.form !== 'trace') throw new Error('a graph is drawn already')
  const made = toGraph(recording)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.graph
}
const read = (text: string): GraphDocument => {
  const result = readGraph(text)
  if (!result.ok) throw new Error(`${text}\n${JSON.stringify(result.problems)}`)
  return result.graph
}
const printed = (graph: GraphDocument): string => {
  const { text, problems } = printGraph(graph)
  expect(problems).toEqual([])
  return text
}

/** What the two directions owe each other, for one graph. */
function leadsRound(document: string): void {
  const graph = read(document)
  const text = printed(graph)
  const digest = digestOf({ kind: 'graph', document })
  expect(digestOf({ kind: 'formula', document: text }), text).toBe(digest)
  const again = drawn(text)
  expect(printed(again)).toBe(text)
  expect(digestOf({ kind: 'graph', document: JSON.stringify(again) }), text).toBe(digest)
}

describe('graph and code', () => {
  test(`lead round without loss for ${GRAPHS} graphs of any kind (seed ${SEED})`, {
    timeout: 180_000,
  }, () => {
    for (let n = 0; n < GRAPHS; n++) {
      const document = JSON.stringify(randomGraph(SEED + n, 2 + (n % 24)))
      try {
        leadsRound(document)
      } catch (error) {
        throw new Error(`SEED=${SEED + n}, the first graph: ${document}`, { cause: error })
      }
    }
  })

  test.each(templates.filter(({ kind }) => kind !== 'graph'))('draw $title as it is', ({ source }) => {
    const graph = JSON.stringify(drawn(source))
    expect(digestOf({ kind: 'graph', document: graph })).toBe(digestOf({ kind: 'formula', document: source }))
    expect(printed(read(graph))).toBe(printed(drawn(printed(read(graph)))))
  })
})
