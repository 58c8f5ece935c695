import type { Job } from './moving'
import type { RunState } from './StateBadge'

/** What became of a run. A paused search is a cancelled job that goes on later. */
export function stateOf({ state, cancelAskedAt, optimisation }: Job): RunState {
  if (state === 'running' && cancelAskedAt) return 'stopping'
  return state === 'cancelled' && optimisation?.pausedAt ? 'paused' : state
}

/** The page of what a run works on, inside its workspace; null: it has none. */
export function pageOf({ screenRun, screenRunId, backtestId, optimisationId }: Job): string | null {
  if (screenRun) return `screens/${screenRun.screenId}/runs/${screenRunId}`
  if (backtestId) return `backtests/${backtestId}`
  return optimisationId && `optimise/${optimisationId}`
}
