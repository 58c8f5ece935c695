import { type CompileProblem, problem } from '../problems'
import type { FlatBlock } from './flat'

/** Blocks behind those that feed them, else in the document's order; blocks of a circle are told and left out. */
export function inOrder(blocks: readonly FlatBlock[]): {
  readonly order: readonly FlatBlock[]
  readonly problems: readonly CompileProblem[]
} {
  const byId = new Map(blocks.map(block => [block.id, block]))
  const order: FlatBlock[] = []
  const problems: CompileProblem[] = []
  const state = new Map<string, 'open' | 'done' | 'circular'>()

  /** Whether the block stands on solid ground. */
  const visit = (block: FlatBlock): boolean => {
    const known = state.get(block.id)
    if (known === 'open')
      problems.push(
        problem(
          'cycle',
          'The block feeds itself in a circle. Remove one of the wires; ago(x, n) looks back without a circle.',
          { block: block.id },
        ),
      )
    if (known) return known === 'done'
    state.set(block.id, 'open')
    let sound = true
    for (const feed of block.feeds.values()) {
      const from = feed.kind === 'block' ? byId.get(feed.block) : undefined
      if (from && !visit(from)) sound = false
    }
    state.set(block.id, sound ? 'done' : 'circular')
    if (sound) order.push(block)
    return sound
  }

  for (const block of blocks) visit(block)
  return { order, problems }
}
