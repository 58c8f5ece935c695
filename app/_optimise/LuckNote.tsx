import { count, fixed } from '../_ui/numbers'
import type { Optimisation } from './metrics'

/** So many trials find something good by luck alone: said where the best is shown, not in small print. */
export function LuckNote({
  optimisation: { luck, outcome, choosing },
}: {
  readonly optimisation: Optimisation
}) {
  if (luck.sharpe === null || luck.trials < 2) return null
  const best = choosing.metric === 'sharpe' ? (outcome?.peak?.value ?? null) : null
  const isLuck = best !== null && best <= luck.sharpe
  const verdict = best === null ? '.' : `; ${verdictOn(best, luck.sharpe)}.`
  return (
    <p
      className={`border-b border-line px-4 py-1.5 text-[12px] ${isLuck ? 'bg-bad-wash text-bad' : 'text-soft'}`}
    >
      <span className="font-medium">{count(luck.trials)} variants</span> of this strategy were tried. The best
      of as many worthless ones would show a Sharpe ratio of about{' '}
      <span className="font-medium tabular-nums">{fixed(luck.sharpe, 2)}</span> over this period
      {verdict}
    </p>
  )
}

const verdictOn = (best: number, lucky: number): string => {
  const told = `the best here has ${fixed(best, 2)}`
  if (best <= 0) return `${told}, and loses`
  return best <= lucky ? `${told}, which luck alone explains` : told
}
