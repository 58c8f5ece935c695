import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Calendar } from './calendar'

const YEAR_MS = 365 * timeframeMs['1d']

const nextOpen = (time: number, timeframe: Timeframe): number =>
  barOpen(time + timeframeMs[timeframe] - 1, timeframe)

/** Markets that never close: bars of every length lie end to end in UTC. */
export const always: Calendar = {
  id: 'always',
  title: 'Round the clock',
  zone: 'UTC',
  isOpen: () => true,
  open: barOpen,
  end: (open, timeframe) => open + timeframeMs[timeframe],
  expected: function* (timeframe, from, to) {
    const length = timeframeMs[timeframe]
    for (let open = nextOpen(from, timeframe); open < to; open += length) yield open
  },
  count: (timeframe, from, to) =>
    Math.max(0, (nextOpen(to, timeframe) - nextOpen(from, timeframe)) / timeframeMs[timeframe]),
  nextOpen,
  periodsPerYear: timeframe => YEAR_MS / timeframeMs[timeframe],
}
