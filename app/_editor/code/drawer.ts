// Code drawn as a graph, in a worker: the code runs in the fence, and what the edit did not touch keeps its block and place.
import { compileDocument, recordDocument, replayDocument } from '@/sandbox/compile/compile'
import { type GraphDocument, readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { redraw } from '@/sandbox/compile/graph/redraw'
import { toGraph } from '@/sandbox/compile/graph/toGraph'
import { type CompileProblem, problem } from '@/sandbox/compile/problems'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import type { Fence } from '@/sandbox/host/fence'
import type { Problem } from '@/sandbox/ir/problem'
import { statementLines } from './statements'

/** Lines of code that stand for a block. */
export interface Statement {
  readonly block: string
  readonly from: number
  readonly to: number
}

/** A statement that a graph can't show. */
export interface StaysCode {
  readonly name: string
  /** Its lines; null where it has none of its own. */
  readonly lines: { readonly from: number; readonly to: number } | null
}

export interface DrawAsk {
  readonly number: number
  /** JSON text of the graph that the code was printed from; null when the code never was a graph. */
  readonly old: string | null
  readonly kind: 'formula' | 'script'
  readonly source: string
  /** Asks as well whether drawing and code are the same program. */
  readonly compare?: boolean
}

export type DrawTell =
  | {
      readonly number: number
      readonly ok: true
      /** JSON text of the graph. */
      readonly document: string
      readonly statements: readonly Statement[]
      /** What a graph can't show, as the statements that stay code. */
      readonly code: readonly StaysCode[]
      /** Names of sub-graphs that are single blocks now. */
      readonly apart: readonly string[]
      readonly problems: readonly Problem[]
      /** The digest of the code's program. */
      readonly digest: string
      /** Whether the graph it came from, else the one it draws, has that digest; null where nobody asked. */
      readonly isSame: boolean | null
    }
  | { readonly number: number; readonly ok: false; readonly problems: readonly Problem[] }

type Fresh = ReturnType<Drawer['fresh']>

export class Drawer {
  readonly #fence: Fence
  #was: { readonly code: string; readonly fresh: Fresh } | null = null

  constructor(fence: Fence) {
    this.#fence = fence
  }

  draw({ number, old, kind, source, compare = false }: DrawAsk): DrawTell {
    const refuse = (problems: readonly CompileProblem[]): DrawTell => ({ number, ok: false, problems })
    const now = this.fresh(kind, source)
    if (!now.ok) return refuse(now.problems)
    const read = old === null ? null : readGraph(old)
    if (read && !read.ok) return refuse(read.problems)
    const { graph, ids, apart } = read
      ? this.#over(read.graph, now.graph, now.digest)
      : { graph: now.graph, ids: null, apart: [] }
    const idOf = (id: string) => (ids ? (ids.get(id) ?? null) : id)
    const document = JSON.stringify(graph)
    const linesOf = (id: string) => {
      const line = now.lines.get(id)
      return line === undefined ? null : statementLines(source, line)
    }
    return {
      number,
      ok: true,
      document,
      statements: [...now.lines].flatMap(([id, line]) => {
        const block = idOf(id)
        return block === null ? [] : [{ block, ...statementLines(source, line) }]
      }),
      code: now.graph.blocks.flatMap(({ kind, id, name }) =>
        kind === 'code' ? [{ name: name ?? id, lines: linesOf(id) }] : [],
      ),
      apart,
      problems: now.problems,
      digest: now.digest,
      isSame: compare ? this.#digestOf(old ?? document) === now.digest : null,
    }
  }

  #digestOf(document: string): string | null {
    const compiled = compileDocument(this.#fence, { kind: 'graph', document })
    return compiled.ok ? compiled.program.digest : null
  }

  /** The new drawing over the old one; drawn anew should they ever disagree with the code. */
  #over(old: GraphDocument, now: GraphDocument, digest: string) {
    const { text } = printGraph(old)
    if (this.#was?.code !== text) this.#was = { code: text, fresh: this.fresh('formula', text) }
    const was = this.#was.fresh
    if (was.ok) {
      const made = redraw(old, was.graph, now)
      const isPartial = printGraph(old).problems.length > 0
      if (isPartial || this.#digestOf(JSON.stringify(made.graph)) === digest) return made
    }
    return { graph: { ...now, frames: old.frames, notes: old.notes }, ids: null, apart: [] }
  }

  fresh(kind: 'formula' | 'script', source: string) {
    const recorded = recordDocument(this.#fence, { kind, document: source })
    if (!recorded.ok) return { ok: false as const, problems: recorded.problems }
    const compiled = replayDocument(recorded)
    if (!compiled.ok) return { ok: false as const, problems: compiled.problems }
    const read = recordingSchema.safeParse(parseJson(recorded.recording))
    if (!read.success || read.data.form !== 'trace')
      return {
        ok: false as const,
        problems: [problem('runtime', 'The recording is broken. Edit the code and try again.')],
      }
    const drawn = toGraph(read.data)
    if (!drawn.ok) return drawn
    const { graph, lines } = drawn
    return {
      ok: true as const,
      graph,
      lines,
      digest: compiled.program.digest,
      problems: [...compiled.problems, ...drawn.problems],
    }
  }
}
