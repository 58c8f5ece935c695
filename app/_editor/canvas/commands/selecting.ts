import { thingsOf } from '../../model/edits/arrange'
import { downstreamOf, upstreamOf } from '../../model/ports'
import { type Command, chosen, needsSelection, only } from '../command'

/** Goes from the selected block to the nearest one in that direction. */
const go = (dx: number, dy: number, key: string): Command => ({
  id: `go ${key}`,
  title: `Go to the next block ${WORDS[key]}`,
  keys: `alt+${key}`,
  words: 'select walk',
  run: session => {
    const { scene } = session
    const all = thingsOf(scene, scene.blocks.keys())
    const from = all.find(({ id }) => id === only(session))
    const next = from
      ? all
          .filter(({ id, x, y }) => id !== from.id && (x - from.x) * dx + (y - from.y) * dy > 0)
          .map(each => ({
            id: each.id,
            far: Math.abs(each.x - from.x) * (dx ? 1 : 3) + Math.abs(each.y - from.y) * (dy ? 1 : 3),
          }))
          .sort((a, b) => a.far - b.far)[0]
      : all.sort((a, b) => a.x - b.x || a.y - b.y)[0]
    if (next) session.reach(next.id)
  },
})

const WORDS: Readonly<Record<string, string>> = {
  ArrowLeft: 'to the left',
  ArrowRight: 'to the right',
  ArrowUp: 'above',
  ArrowDown: 'below',
}

export const selecting: readonly Command[] = [
  {
    id: 'all',
    title: 'Select everything',
    keys: 'mod+a',
    on: ['canvas'],
    run: session => {
      const { blocks, frames, notes } = session.scene
      session.select([...blocks.keys(), ...frames.keys(), ...notes.keys()])
    },
  },
  {
    id: 'upstream',
    title: 'Select everything that feeds this',
    keys: 'shift+alt+ArrowLeft',
    words: 'upstream before',
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.select(upstreamOf(session.scene, chosen(session))),
  },
  {
    id: 'downstream',
    title: 'Select everything this feeds',
    keys: 'shift+alt+ArrowRight',
    words: 'downstream behind',
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.select(downstreamOf(session.scene, chosen(session))),
  },
  go(-1, 0, 'ArrowLeft'),
  go(1, 0, 'ArrowRight'),
  go(0, -1, 'ArrowUp'),
  go(0, 1, 'ArrowDown'),
]
