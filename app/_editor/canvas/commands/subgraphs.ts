import { firstName, makeSubgraph } from '../../model/edits/subgraphs'
import { unpack } from '../../model/edits/unpack'
import { newVersion, updatesOf, updateUse } from '../../model/edits/versions'
import { type Command, chosen, needsSelection, needsSubgraph, only, onlyBlock } from '../command'

const MORE = 'More of the sub-graph'

export const subgraphs: readonly Command[] = [
  {
    id: 'subgraph',
    title: 'Turn the selection into a sub-graph',
    keys: 'mod+g',
    words: 'group reuse function',
    edits: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => {
      const { scene, newId } = session
      session.do(makeSubgraph(scene, chosen(session), firstName(scene, chosen(session)), newId))
    },
  },
  {
    id: 'unpack',
    under: MORE,
    title: 'Unpack the sub-graph',
    keys: 'shift+mod+g',
    words: 'ungroup expand',
    edits: true,
    on: ['block'],
    blocked: needsSubgraph,
    run: session => session.do(unpack(session.scene, only(session), session.newId)),
  },
  {
    id: 'enter',
    title: 'Open the sub-graph',
    keys: 'mod+Enter',
    words: 'inside edit',
    on: ['block'],
    blocked: needsSubgraph,
    run: session => session.enter(only(session)),
  },
  {
    id: 'leave',
    title: 'Leave the sub-graph',
    keys: 'mod+Escape',
    on: ['canvas'],
    blocked: ({ state }) => (state.path.length > 0 ? null : 'This is the strategy itself.'),
    run: session => session.leave(Math.max(0, session.state.path.length - 1)),
  },
  {
    id: 'version',
    under: MORE,
    title: 'Begin a new version of the sub-graph for this block',
    edits: true,
    on: ['block'],
    blocked: needsSubgraph,
    run: session => session.do(newVersion(session.scene, only(session))),
  },
  {
    id: 'update',
    under: MORE,
    title: 'Update the sub-graph to its newest version',
    edits: true,
    on: ['block'],
    blocked: session => {
      const block = onlyBlock(session)
      return (
        needsSubgraph(session) ??
        (block && updatesOf(session.model.state, block)[0] ? null : 'There is no newer version.')
      )
    },
    run: session => {
      const block = session.scene.blocks.get(only(session))
      const newest = block && updatesOf(session.model.state, block)[0]
      if (block && newest) session.do(updateUse(session.scene, block.id, newest.id))
    },
  },
]
