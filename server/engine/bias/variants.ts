import { moved, type SignalColumns } from '../backtest/signals'

/** The same signals, each read some bars later: what is left of a rule when one can not be quick. */
export const delayed = (signals: SignalColumns, bars: number): SignalColumns =>
  moved(signals, column => {
    const shifted = new Float64Array(column.length).fill(Number.NaN)
    shifted.set(column.subarray(0, Math.max(0, column.length - bars)), Math.min(bars, column.length))
    return shifted
  })

export const COST_MULTIPLES = [0, 1, 2, 4] as const

/** What costs of settings are at a multiple of them. */
export function costsTimes<S extends CostSettings>(settings: S, multiple: number): S {
  return {
    ...settings,
    commission: scaled(settings.commission, multiple),
    slippage: scaled(settings.slippage, multiple),
    spread: scaled(settings.spread, multiple),
  }
}

/** Whether there is nothing to pay, however often it is taken. */
export const isFree = ({ commission, slippage, spread }: CostSettings): boolean =>
  [commission, slippage, spread].every(costs => Object.values(costs).every(cost => !cost))

interface CostSettings {
  readonly commission: Readonly<Record<string, number | undefined>>
  readonly slippage: Readonly<Record<string, number | undefined>>
  readonly spread: Readonly<Record<string, number | undefined>>
}

const scaled = <T extends Readonly<Record<string, number | undefined>>>(costs: T, multiple: number): T =>
  Object.fromEntries(
    Object.entries(costs).map(([key, cost]) => [key, cost === undefined ? cost : cost * multiple]),
    // the same keys with other numbers
  ) as T
