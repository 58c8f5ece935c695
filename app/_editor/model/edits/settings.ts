// What a strategy is called, and which bars it runs on.
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { Edit } from '../edit'

export const renameStrategy = (name: string): Edit => ({
  title: 'Rename the strategy',
  changes: [{ path: ['name'], value: name.slice(0, 80) }],
  merge: 'strategy name',
})

export const setTimeframe = (timeframe: Timeframe | null): Edit => ({
  title: timeframe ? `Run on ${timeframe}` : 'Run on any timeframe',
  changes: [{ path: ['timeframe'], value: timeframe }],
})
