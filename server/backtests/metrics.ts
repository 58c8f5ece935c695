import { METRIC_FAMILIES } from '../engine/report/metrics/index'
import { VIEWS } from '../engine/report/views/define'
import { VARIANTS } from '../engine/report/views/index'

/** Every metric as a page explains it, by family; and how other programs compute what they call the same. */
export const metricGuide = () => ({
  families: METRIC_FAMILIES.map(({ title, metrics }) => ({
    title,
    metrics: metrics.map(({ id, version, title: name, formula, unit, better }) => ({
      id,
      version,
      title: name,
      formula,
      unit,
      better,
    })),
  })),
  views: VIEWS.map(view => ({
    view,
    variants: VARIANTS[view].map(({ metric, formula }) => ({ metric, formula })),
  })),
})
