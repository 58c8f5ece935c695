import type { ReactNode } from 'react'
import { later } from '../_ui/later'
import type { Told } from './backtest'
import { Overview } from './Overview'

const Trades = later(async () => (await import('./Trades')).Trades)
const Analysis = later(async () => (await import('./Analysis')).Analysis)
const Statistics = later(async () => (await import('./Statistics')).Statistics)
const Robustness = later(async () => (await import('./Robustness')).Robustness)
const RankView = later(async () => (await import('./RankView')).RankView)
const EventStudy = later(async () => (await import('./EventStudy')).EventStudy)
const EventStudyInstances = later(async () => (await import('./EventStudyInstances')).EventStudyInstances)
const Assumptions = later(async () => (await import('./Assumptions')).Assumptions)

export interface ReportPart<Of> {
  readonly value: string
  readonly label: string
  readonly Body: (props: { backtest: Of }) => ReactNode
}

const ASSUMPTIONS: ReportPart<Told> = { value: 'assumptions', label: 'Assumptions', Body: Assumptions }

const TRADED: readonly ReportPart<Told>[] = [
  { value: 'trades', label: 'Trades', Body: Trades },
  { value: 'analysis', label: 'Analysis', Body: Analysis },
  { value: 'statistics', label: 'Statistics', Body: Statistics },
  { value: 'robustness', label: 'Robustness', Body: Robustness },
  ASSUMPTIONS,
]

const OVERVIEW: ReportPart<Told> = { value: 'overview', label: 'Overview', Body: Overview }

const OF_MODE: Readonly<Record<Told['settings']['mode'], readonly ReportPart<Told>[]>> = {
  signals: [OVERVIEW, ...TRADED],
  rank: [OVERVIEW, { value: 'holdings', label: 'Holdings', Body: RankView }, ...TRADED],
  events: [
    { value: 'study', label: 'Study', Body: EventStudy },
    { value: 'instances', label: 'Instances', Body: EventStudyInstances },
    ASSUMPTIONS,
  ],
}

/** The parts of a report that it holds by itself, so that they are shown by a link as well. */
export const partsOf = ({ settings }: Pick<Told, 'settings'>): readonly ReportPart<Told>[] =>
  OF_MODE[settings.mode]
