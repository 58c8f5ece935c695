// Everything a person can do from anywhere, once: menus, the command palette and the shortcut sheet all read this list.
import {
  Activity,
  Bell,
  BriefcaseBusiness,
  ChartCandlestick,
  Database,
  Filter,
  History,
  type LucideIcon,
  ScanSearch,
  Settings,
  SlidersHorizontal,
  Users,
  Workflow,
} from 'lucide-react'

export interface Place {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly icon: LucideIcon
  /** Pressed after `g`. */
  readonly key: string
}

/** The rooms of a workspace, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { id: 'strategies', title: 'Strategies', path: 'strategies', icon: Workflow, key: 's' },
  { id: 'screens', title: 'Screens', path: 'screens', icon: ScanSearch, key: 'c' },
  { id: 'universes', title: 'Universes', path: 'universes', icon: Filter, key: 'u' },
  { id: 'alerts', title: 'Alerts', path: 'alerts', icon: Bell, key: 'a' },
  { id: 'backtests', title: 'Backtests', path: 'backtests', icon: History, key: 'b' },
  { id: 'optimise', title: 'Optimise', path: 'optimise', icon: SlidersHorizontal, key: 'o' },
  { id: 'portfolio', title: 'Portfolio', path: 'portfolio', icon: BriefcaseBusiness, key: 'p' },
  { id: 'data', title: 'Data', path: 'data', icon: Database, key: 'd' },
  { id: 'team', title: 'Team', path: 'team', icon: Users, key: 't' },
  { id: 'runs', title: 'Runs', path: 'runs', icon: Activity, key: 'r' },
  { id: 'settings', title: 'Settings', path: 'settings', icon: Settings, key: ',' },
]

export const BRAND = ChartCandlestick

export interface Action {
  readonly id: string
  readonly title: string
  readonly section: string
  /** Other words people would type. */
  readonly words?: string
  /** `mod+k`, `?`, or two keys after each other: `g s`. */
  readonly keys?: string
  /** Keys of a part of the page that has the focus: printed here, listened to there. */
  readonly keysThere?: string
  readonly icon?: LucideIcon
  /** Why it can't be done here and now. */
  readonly blocked?: string | null
  readonly run: () => void
}

/** Sections in the order in which they are listed; others follow. */
const SECTIONS = [
  'This page',
  'Strategy',
  'View',
  'Canvas',
  'Code',
  'Preview',
  'Create',
  'Go to',
  'Screens',
  'Strategies',
  'Universes',
  'Help',
  'Appearance',
  'Workspaces',
  'Account',
]

/** Whether one section stands before another. */
export const bySection = (a: string, b: string): number => placeOf(a) - placeOf(b)

const placeOf = (section: string): number => {
  const at = SECTIONS.indexOf(section)
  return at < 0 ? SECTIONS.length : at
}
