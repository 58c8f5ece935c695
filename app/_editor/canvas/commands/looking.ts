import type { Command } from '../command'

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
    id: 'menu',
    title: 'Open the menu of what is selected',
    keys: 'ContextMenu',
    also: ['shift+F10'],
    words: 'context right click',
    run: session => session.hands?.openMenu(),
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
