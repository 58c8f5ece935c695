import type { ElkNode } from 'elkjs/lib/elk-api'
import type { Layouter } from './tidy'

/** ELK, loaded when it is first needed: it is larger than the rest of the editor. */
export const elkLayouter: Layouter = async input => {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  const laid = await new Elk().layout(structuredClone(input) as ElkNode) // ELK writes into what it is given
  return new Map((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
}
