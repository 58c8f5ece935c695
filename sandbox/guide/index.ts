import { backtests } from './chapters/backtests'
import { clocks } from './chapters/clocks'
import { commandLine } from './chapters/commandLine'
import { conditions } from './chapters/conditions'
import { filters } from './chapters/filters'
import { graphs } from './chapters/graphs'
import { helpers } from './chapters/helpers'
import { limits } from './chapters/limits'
import { outputs } from './chapters/outputs'
import { params } from './chapters/params'
import { problems } from './chapters/problems'
import { scripts } from './chapters/scripts'
import { series } from './chapters/series'
import { settling } from './chapters/settling'
import { start } from './chapters/start'
import { time } from './chapters/time'
import type { Chapter } from './guide'

/** The language guide, in reading order. */
export const guide: readonly Chapter[] = [
  start,
  series,
  conditions,
  params,
  outputs,
  helpers,
  time,
  clocks,
  settling,
  scripts,
  filters,
  graphs,
  problems,
  backtests,
  limits,
  commandLine,
]
