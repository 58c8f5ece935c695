'use client'
import { Failed, Loading } from '../_ui/States'
import type { Told } from './backtest'
import { Nothing, Part } from './Part'
import { RankViewHeat } from './RankViewHeat'
import { RankViewTable } from './RankViewTable'
import { useLists } from './reads'

/** What was held by rank over time, how much it turned over, and each rebalance. */
export function RankView({ backtest }: { backtest: Told }) {
  const { data, error, refetch } = useLists(backtest)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  const { rebalances } = data
  if (rebalances.length === 0)
    return (
      <div className="p-3">
        <Part title="No rebalance">
          <Nothing>No symbol could be ranked in this period: none has a score that counts yet.</Nothing>
        </Part>
      </div>
    )
  return (
    <div className="grid gap-3 p-3">
      <Part title="Holdings over time">
        <RankViewHeat rebalances={rebalances} />
      </Part>
      <RankViewTable rebalances={rebalances} total={data.counts.rebalances} name={backtest.name} />
    </div>
  )
}
