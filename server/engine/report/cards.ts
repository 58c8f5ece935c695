import type { Unit } from './metrics/define'
import { METRIC_FAMILIES } from './metrics/index'
import { VIEWS, type View } from './views/define'
import { VARIANTS } from './views/index'

/** A metric as it is told to people: plain data for the page. */
export interface MetricCard {
  readonly id: string
  readonly version: number
  readonly family: string
  readonly title: string
  readonly formula: string
  readonly unit: Unit
  readonly better: 'higher' | 'lower' | null
  readonly needs: readonly string[]
  /** Formulas of programs that mean something else by it. */
  readonly elsewhere: Readonly<Partial<Record<View, string>>>
}

/** Every metric, in the order of the report. */
export const METRIC_CARDS: readonly MetricCard[] = METRIC_FAMILIES.flatMap(({ title: family, metrics }) =>
  metrics.map(({ id, version, title, formula, unit, better, needs }) => ({
    id,
    version,
    family,
    title,
    formula,
    unit,
    better,
    needs: [...new Set(needs.map(need => need.title))],
    elsewhere: Object.fromEntries(
      VIEWS.flatMap(view =>
        VARIANTS[view].filter(({ metric }) => metric === id).map(variant => [view, variant.formula]),
      ),
    ),
  })),
)
