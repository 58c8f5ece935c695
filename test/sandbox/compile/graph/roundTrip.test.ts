import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileDocument, recordDocument, replayDocument } from '@/sandbox/compile/compile'
import type { Compiled, Document } from '@/sandbox/compile/compiled'
import { type GraphDocument, readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { toGraph } from '@/sandbox/compile/graph/toGraph'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'
import { randomGraph } from './random'

const SEED = Number(process.env.SEED ?? 20_261)
const GRAPHS = 1_000
const fence = await nodeFence()

const digestOf = (compiled: Compiled): string => {
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 1))
  return compiled.program.digest
}
const graphDigest = (graph: GraphDocument): string =>
  digestOf(compileDocument(fence, { kind: 'graph', document: JSON.stringify(graph) }))

/** Code run in the fence once: the digest of its program, and what it looks like drawn. */
const run = (document: Document): { readonly digest: string; readonly graph: GraphDocument } => {
  const recorded = recordDocument(fence, document)
  const digest = digestOf(replayDocument(recorded))
  const recording = recordingSchema.parse(parseJson(recorded.ok ? recorded.recording : ''))
  if (recording.form !== 'trace') throw new Error('a graph is drawn already')
  const made = toGraph(recording)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return { digest, graph: made.graph }
}
const read = (text: string): GraphDocument => {
  const result = readGraph(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.graph
}
const printed = (graph: GraphDocument): string => {
  const { text, problems } = printGraph(graph)
  expect(problems).toEqual([])
  return text
}

/** What the two directions owe each other, for one graph. */
function leadsRound(graph: GraphDocument): void {
  const text = printed(graph)
  const digest = graphDigest(graph)
  const again = run({ kind: 'formula', document: text })
  expect(again.digest, text).toBe(digest)
  expect(printed(again.graph)).toBe(text)
  expect(graphDigest(read(JSON.stringify(again.graph))), text).toBe(digest)
}

describe('graph and code', () => {
  test(`lead round without loss for ${GRAPHS} graphs of any kind (seed ${SEED})`, {
    timeout: 180_000,
  }, () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 20 }), (seed, size) => {
        leadsRound(read(JSON.stringify(randomGraph(seed, size))))
      }),
      { seed: SEED, numRuns: GRAPHS },
    )
  })

  test.each(templates.filter(({ kind }) => kind !== 'graph'))('draw $title as it is', ({ kind, source }) => {
    const { digest, graph } = run({ kind, document: source })
    expect(graphDigest(graph)).toBe(digest)
    leadsRound(graph)
  })

  test.each(templates.filter(({ kind }) => kind === 'graph'))('print $title as it is', ({ source }) => {
    leadsRound(read(source))
  })
})
