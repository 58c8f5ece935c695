import type { Told } from './backtest'
import { Nothing, Part } from './Part'
import { RobustnessBias } from './RobustnessBias'
import { RobustnessFindings } from './RobustnessFindings'
import { RobustnessLuck } from './RobustnessLuck'
import { RobustnessSplit } from './RobustnessSplit'
import { RobustnessVariants } from './RobustnessVariants'

/** What speaks against the result: how much of it is left when something goes less well, and how much luck alone would give. */
export function Robustness({ backtest }: { backtest: Told }) {
  const { report } = backtest
  const { robustness } = report
  return (
    <div className="grid gap-3 p-3">
      <RobustnessFindings report={report} />
      {robustness ? (
        <RobustnessVariants variants={robustness.variants} />
      ) : (
        <Part title="Under other circumstances">
          <Nothing>This run was not traded again. Run it once more to see what is left of it.</Nothing>
        </Part>
      )}
      <div className="grid items-start gap-3 xl:grid-cols-2">
        {robustness && <RobustnessSplit split={robustness.split} period={report.period} />}
        <RobustnessLuck report={report} />
      </div>
      <RobustnessBias backtest={backtest} />
    </div>
  )
}
