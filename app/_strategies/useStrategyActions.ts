import { History, Save, ScanSearch, SlidersHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'

/** Why each can't be done now; null: it can. */
export interface Blocked {
  readonly publish: string | null
  readonly run: string | null
  readonly screen: string | null
}

/** Dialogs of the strategy's page, opened by key or palette as by their buttons. */
export function useStrategyActions(
  blocked: Blocked,
  open: (dialog: 'publish' | 'backtest' | 'optimise' | 'screen') => void,
): void {
  const { publish, run, screen } = blocked
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
    ]
  }, [publish, run, screen, open])
  useOffer(actions)
}
