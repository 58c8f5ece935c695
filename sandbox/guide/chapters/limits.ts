import { MOST_CALLS, MOST_COLUMNS } from '../../compile/trace'
import { COMPILE_LIMITS, SCRIPT_LIMITS, scriptFuel } from '../../host/limits'
import { STATE_LIMITS } from '../../host/script/prelude'
import { FILTER_BARS } from '../../host/script/script'
import { list, table, text } from '../blocks'
import type { Chapter } from '../guide'

const PAGES_PER_MIB = 16
const number = (value: number): string => value.toLocaleString('en')
const million = (value: number): string => `${number(value / 1e6)} million`
const mib = (pages: number): string => `${number(pages / PAGES_PER_MIB)} MiB`
const kib = (bytes: number): string => `${number(bytes / 1024)} KiB`
const seconds = (ms: number): string => `${number(ms / 1000)} s`

const ONE_BAR = scriptFuel(1) - scriptFuel(0)
const ONE_KLINE = scriptFuel(1, 1) - scriptFuel(1)

export const limits: Chapter = {
  id: 'limits',
  title: 'Limits',
  summary: 'What a strategy may use, as numbers.',
  sections: [
    {
      id: 'compiling',
      title: 'To compile',
      blocks: [
        text(
          'Code runs in an engine of its own, without network, files, clock or secrets. These are the standard limits; whoever runs Sluice may move some of them. What is hit is told with its number.',
        ),
        table(
          ['Of a document', 'At most'],
          ['source', kib(COMPILE_LIMITS.sourceBytes)],
          ['steps', million(COMPILE_LIMITS.fuel)],
          ['time', seconds(COMPILE_LIMITS.deadlineMs)],
          ['memory', mib(COMPILE_LIMITS.memoryPages)],
          ['calls recorded', number(MOST_CALLS)],
          ['columns', number(MOST_COLUMNS)],
        ),
      ],
    },
    {
      id: 'scripts',
      title: 'To run a script',
      blocks: [
        table(
          ['Of a run', 'At most'],
          ['steps for a start', million(scriptFuel(0))],
          ['steps more for each bar', number(ONE_BAR)],
          ['steps more for each kline a filter sees, at each bar', number(ONE_KLINE)],
          ['steps in all', million(SCRIPT_LIMITS.fuel)],
          ['time', seconds(SCRIPT_LIMITS.deadlineMs)],
          ['memory, columns included', mib(SCRIPT_LIMITS.memoryPages)],
          ['lines logged', number(SCRIPT_LIMITS.logLines)],
          ['numbers in the state', number(STATE_LIMITS.numbers)],
          ['characters of the state', number(STATE_LIMITS.characters)],
          ['levels of the state', number(STATE_LIMITS.depth)],
          ['klines of a filter', number(FILTER_BARS)],
        ),
        list(
          'A step is about one simple operation of the language; sorting and searching a long list count as many.',
          'Steps are counted, not timed: the same strategy meets the same limit on every machine.',
        ),
      ],
    },
    {
      id: 'absent',
      title: 'What is not there',
      blocks: [
        list(
          'Network, files, timers, modules, `eval`: there are none.',
          'A clock: `Date.now()` stands still. Use `time`, `ta.session` and `ta.clock`.',
          'Chance: `Math.random()` gives the same numbers in every run.',
          'Waiting: nothing is `async`.',
        ),
      ],
    },
  ],
}
