import type { CompileProblem } from '@/sandbox/compile/problems'
import { type GraphState, sceneOf } from './graphState'
import { titleOf } from './titles'

/** Errors before warnings, causes before what only waits for them; else as they were told. */
export const problemsInOrder = (problems: readonly CompileProblem[]): readonly CompileProblem[] =>
  problems.toSorted((a, b) => rank(a) - rank(b))

const rank = ({ severity, code }: CompileProblem): number =>
  code === 'upstream-problem' ? 1 : severity === 'error' ? 0 : 2

/** The gravest problem of blocks or of what is inside of them, by their places; what only waits for another is none of theirs. */
export function problemAt(
  problems: readonly CompileProblem[],
  places: readonly string[],
): CompileProblem | undefined {
  const gravest = gravestOf(problems)
  const own = places.flatMap(place => gravest.get(place) ?? [])
  const first = own.length === 0 ? undefined : Math.min(...own)
  return first === undefined ? undefined : weighed(problems)[first]
}

const isOwn = ({ block, code }: CompileProblem): boolean => block !== undefined && code !== 'upstream-problem'

/** Errors first, else as they were told. */
const weighed = memoized(problems =>
  problems.filter(isOwn).toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')),
)

/** By place, where its gravest problem stands among those weighed. Every block asks for its own. */
const gravestOf = memoized(problems => {
  const gravest = new Map<string, number>()
  for (const [at, { block = '' }] of weighed(problems).entries()) {
    const steps = block.split('/')
    for (let depth = 1; depth <= steps.length; depth++) {
      const place = steps.slice(0, depth).join('/')
      if (!gravest.has(place)) gravest.set(place, at)
    }
  }
  return gravest
})

/** What is worked out once for a list of problems. */
function memoized<T>(work: (problems: readonly CompileProblem[]) => T) {
  const known = new WeakMap<readonly CompileProblem[], T>()
  return (problems: readonly CompileProblem[]): T => {
    const found = known.get(problems) ?? work(problems)
    known.set(problems, found)
    return found
  }
}

/** The titles along a place, `outer/inner`: the sub-graph blocks that lead there, then the block. */
export function placesIn(graph: GraphState, place: string): readonly string[] {
  let within: string | null = null
  return place.split('/').map(id => {
    const block = sceneOf(graph, within).blocks.get(id)
    within = block?.kind === 'subgraph' ? block.use : null
    return block ? titleOf(block, graph) : id
  })
}

/** The problem after the one at a place, going round; the one before for a negative step. */
export function nextProblem(
  problems: readonly CompileProblem[],
  place: string | null,
  step: 1 | -1,
): CompileProblem | null {
  const placed = problemsInOrder(problems).filter(({ block }) => block !== undefined)
  if (placed.length === 0) return null
  const at = placed.findIndex(({ block }) => block === place)
  const next = at < 0 ? (step > 0 ? 0 : placed.length - 1) : (at + step + placed.length) % placed.length
  return placed[next] ?? null
}
