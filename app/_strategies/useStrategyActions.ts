import {
  Braces,
  Columns2,
  FileJson,
  History,
  type LucideIcon,
  Save,
  ScanSearch,
  SlidersHorizontal,
  Workflow,
} from 'lucide-react'
import { useMemo } from 'react'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { type StrategyView, viewsOf } from './views'
import type { Written } from './written'

/** Windows that open over the page. */
export type StrategyDialog = 'publish' | 'backtest' | 'optimise' | 'screen' | 'rename' | 'code'

/** Why each can't be done now; null: it can. */
export interface Stopped {
  readonly edit: string | null
  readonly publish: string | null
  readonly run: string | null
  readonly screen: string | null
  readonly turn: string | null
}

interface StrategyActions {
  readonly blocked: Stopped
  readonly kind: Written['kind']
  readonly view: StrategyView
  readonly open: (dialog: StrategyDialog) => void
  readonly show: (view: StrategyView) => void
}

/** What the strategy's page does by its buttons, by key and palette too. */
export function useStrategyActions({ blocked, kind, view, open, show }: StrategyActions): void {
  const { publish, run, screen, turn } = blocked
  const actions = useMemo((): readonly Action[] => {
    const section = 'Strategy'
    return [
      {
        id: 'strategy.publish',
        title: 'Publish a version',
        section,
        words: 'save',
        keys: 'mod+s',
        icon: Save,
        blocked: publish,
        run: () => open('publish'),
      },
      {
        id: 'strategy.backtest',
        title: 'Backtest it',
        section,
        icon: History,
        blocked: run,
        run: () => open('backtest'),
      },
      {
        id: 'strategy.optimise',
        title: 'Optimise it',
        section,
        icon: SlidersHorizontal,
        blocked: run,
        run: () => open('optimise'),
      },
      {
        id: 'strategy.screen',
        title: 'Screen it',
        section,
        icon: ScanSearch,
        blocked: screen,
        run: () => open('screen'),
      },
      kind === 'graph'
        ? {
            id: 'strategy.turn',
            title: 'Turn into code',
            section,
            words: 'formula convert text export',
            icon: Braces,
            blocked: turn,
            run: () => open('code'),
          }
        : {
            id: 'strategy.turn',
            title: 'Turn into a graph',
            section,
            words: 'draw drawing convert blocks canvas',
            icon: Workflow,
            blocked: turn,
            run: () => show('drawing'),
          },
    ]
  }, [publish, run, screen, turn, kind, open, show])
  useOffer(actions)
  const views = useMemo(
    (): readonly Action[] =>
      viewsOf(kind).map(({ value, label }) => ({
        id: `view.${value}`,
        title: `Show as ${label.toLowerCase()}`,
        section: 'View',
        ...VIEWS[value],
        blocked: value === view ? 'It is shown so.' : null,
        run: () => show(value),
      })),
    [kind, view, show],
  )
  useOffer(views)
}

const VIEWS: Readonly<
  Record<StrategyView, { readonly keys: string; readonly words: string; readonly icon: LucideIcon }>
> = {
  drawing: { keys: 'v d', words: 'view graph canvas blocks switch', icon: Workflow },
  split: { keys: 'v s', words: 'view side by side both canvas code switch', icon: Columns2 },
  code: { keys: 'v c', words: 'view text formula script switch', icon: Braces },
  document: { keys: 'v t', words: 'view json text switch', icon: FileJson },
}
