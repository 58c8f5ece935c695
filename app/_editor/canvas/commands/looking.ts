import { nextProblem } from '../../model/problemOrder'
import { type Command, only } from '../command'
import type { EditorSession } from '../session'

const needsProblem = ({ state }: EditorSession): string | null =>
  state.problems.some(({ block }) => block !== undefined) ? null : 'No block has a problem.'

/** Goes to the next block that has a problem, into sub-graphs too. */
function goToProblem(session: EditorSession, step: 1 | -1): void {
  const { path, problems } = session.state
  const place = [...path.map(({ block }) => block), only(session)].join('/')
  const next = nextProblem(problems, place, step)
  if (next?.block !== undefined) session.goTo(next.block, next.port)
}

export const looking: readonly Command[] = [
  {
    id: 'search',
    title: 'Search in the graph',
    keys: 'mod+f',
    words: 'find block',
    on: ['canvas'],
    run: session => session.set({ isSearching: true }),
  },
  {
    id: 'fit',
    title: 'Show everything',
    keys: '!',
    words: 'zoom fit',
    on: ['canvas'],
    run: (_, view) => view.fit(),
  },
  {
    id: 'map',
    title: 'Show or hide the map',
    keys: 'm',
    words: 'minimap overview',
    on: ['canvas'],
    run: session => session.showMap(!session.state.isMapShown),
  },
  {
    id: 'menu',
    title: 'Open the menu of what is selected',
    keys: 'ContextMenu',
    also: ['shift+F10'],
    words: 'context right click',
    run: session => session.hands?.openMenu(),
  },
  {
    id: 'problem',
    title: 'Go to the next problem',
    keys: 'F8',
    words: 'error warning jump',
    blocked: needsProblem,
    run: session => goToProblem(session, 1),
  },
  {
    id: 'problem-before',
    title: 'Go to the problem before',
    keys: 'shift+F8',
    words: 'error warning jump previous',
    blocked: needsProblem,
    run: session => goToProblem(session, -1),
  },
  {
    id: 'inspect',
    title: 'Go to the inspector',
    keys: 'F2',
    words: 'rename name settings properties',
    on: ['block'],
    run: session => session.hands?.inspect(),
  },
]
