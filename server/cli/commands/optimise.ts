import os from 'node:os'
import path from 'node:path'
import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Program, SeriesClock } from '../../../sandbox/ir/program'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { BacktestScripts } from '../../backtests/scripts'
import type { TaskOther } from '../../backtests/task'
import { NO_ACCOUNT } from '../../engine/optimise/evaluate'
import { periodOfSpan, timelineOf } from '../../engine/optimise/market'
import { shardsOf } from '../../engine/optimise/shards'
import { type Axis, trialsOf } from '../../engine/optimise/space'
import type {
  Allowed,
  Choosing,
  Params,
  TrialResult,
  WalkForwardResult,
  Window,
} from '../../engine/optimise/types'
import { picksOf } from '../../engine/optimise/walkForward'
import { windowsOf } from '../../engine/optimise/windows'
import { recordMany } from '../../guests/compile'
import { marketOf, type SearchMarket } from '../../optimise/market'
import { runShards } from '../../workers/threads/runShards'
import { sharedBars } from '../../workers/threads/sharedBars'
import { TrialPool } from '../../workers/threads/trialPool'
import { chosenZone } from '../bars'
import { type Command, filesOf } from '../command'
import { programOf } from '../compiled'
import { paramsFrom, readDocument } from '../document'
import { SETTINGS, TIMEFRAME, ZONE } from '../flags'
import { otherSymbols } from '../others'
import { ProgressLine } from '../progress'
import { searchAnswer } from '../searchAnswer'
import { choosingFrom, spaceFrom, walkForwardFrom, wholeFrom } from '../searchFlags'
import { searchText } from '../searchText'
import { settingsFrom } from '../settings'
import { readAll, timeframeOfAll } from '../symbolFiles'
import { UsageError } from '../usage'

export const optimise: Command = {
  name: 'optimise',
  files: ['FILE'],
  about: 'Tries values of a document’s parameters over CSV files and says which held up.',
  flags: {
    data: {
      takes: 'values',
      value: 'CSV',
      about: 'bars of a symbol; repeat it for more, which share the money',
    },
    grid: {
      takes: 'values',
      value: 'NAME=FROM..TO:STEP',
      about: 'a parameter that moves, also NAME=a,b,c; repeat it for more',
    },
    param: { takes: 'values', value: 'NAME=VALUE', about: 'a parameter that stays; may be repeated' },
    random: { takes: 'value', value: 'N', about: 'tries N combinations drawn at random instead of all' },
    seed: { takes: 'value', value: 'S', about: 'which combinations are drawn; 1 when left out' },
    metric: { takes: 'value', value: 'ID', about: 'what the best trial is best at; sharpe when left out' },
    by: {
      takes: 'value',
      value: 'plateau|peak',
      about: 'whether neighbours count: the median around a trial, or the trial alone; plateau when left out',
    },
    'min-trades': {
      takes: 'value',
      value: 'N',
      about: 'trades a trial needs to be chosen; 10 when left out',
    },
    'walk-forward': {
      takes: 'value',
      value: 'rolling:IN/OUT',
      about: 'chooses on IN bars and judges on the OUT after them, again and again; also anchored:IN/OUT',
    },
    settings: SETTINGS,
    timeframe: TIMEFRAME,
    zone: ZONE,
    threads: { takes: 'value', value: 'N', about: 'threads that work; one for each processor when left out' },
    limit: { takes: 'value', value: 'N', about: 'rows of the printed table; 20 when left out' },
  },
  async run(given) {
    const [file = ''] = filesOf(optimise, given)
    const files = given.all('data')
    if (files.length === 0) throw new UsageError('optimise needs bars: --data CSV.')
    const choosing = choosingFrom(given)
    const walk = walkForwardFrom(given.one('walk-forward'))
    const threads = wholeFrom('threads', given.one('threads') ?? String(os.availableParallelism()), 1)
    const limit = wholeFrom('limit', given.one('limit') ?? '20', 1)
    const zone = chosenZone(given.one('zone'))
    const settings = await settingsFrom(given.one('settings'))
    if (settings.mode === 'events') throw new UsageError(NO_ACCOUNT)
    const document = await readDocument(file)
    const program = await programOf(file, given.all('param'))
    const fixed = paramsFrom(given.all('param'))
    const space = spaceFrom(given, program.params)
    for (const name of Object.keys(space.params))
      if (Object.hasOwn(fixed, name))
        throw new UsageError(`${name} either moves (--grid) or stays (--param); it can’t do both.`)
    const { trials, axes } = allowed(trialsOf(space, program.params))
    const { read, failed } = await readAll(files, zone)
    const [first] = read
    if (!first) throw new UsageError('There are no bars to trade over.')
    const timeframe = timeframeOfAll(read, given.one('timeframe'), program)
    const others = await otherSymbols(program, path.dirname(first.file), timeframe, zone)
    const market: SearchMarket = {
      timeframe,
      settings,
      periodsPerYear: null,
      symbols: read.map(({ symbol, bars }) => ({ symbol, bars: sharedBars(bars), slower: [] })),
      others: othersOf(program, timeframe, clock => others(clock)?.bars ?? null),
    }
    const windows = walk && allowed(windowsOf(timelineOf(marketOf(market).symbols, settings), walk)).windows
    const found = await searched({
      market,
      threads,
      trials,
      windows,
      axes,
      choosing,
      record: sets => recordMany({ ...document, sets: sets.map(set => ({ ...fixed, ...set })) }),
    })
    const answer = searchAnswer({ ...found, axes, space, choosing, program, market, failed })
    return {
      ok: found.results.some(each => each.failed === null),
      json: answer,
      text: searchText(answer, limit),
    }
  },
}

/** A search by this process: trials on threads, and where there are windows, what was chosen judged after them. */
async function searched({
  market,
  threads,
  trials,
  windows,
  axes,
  choosing,
  record,
}: {
  readonly market: SearchMarket
  readonly threads: number
  readonly trials: readonly Params[]
  readonly windows: readonly Window[] | null
  readonly axes: readonly Axis[]
  readonly choosing: Choosing
  readonly record: Parameters<typeof runShards>[0]['record']
}): Promise<{ readonly results: readonly TrialResult[]; readonly walkForward: WalkForwardResult | null }> {
  const size = Math.min(threads, trials.length)
  const pool = new TrialPool({ market, size, scripts: () => new BacktestScripts() })
  const progress = new ProgressLine(trials.length, 'trials')
  const results: TrialResult[] = []
  try {
    await runShards({
      pool,
      trials,
      shards: shardsOf(trials.length, shardSize(trials.length, size)),
      periods: windows?.map(({ inSample }) => periodOfSpan(inSample)) ?? [{}],
      record,
      keep: async (_, some) => void results.push(...some),
      onDone: done => progress.tell(done),
    })
    progress.end()
    results.sort((a, b) => a.number - b.number)
    if (!windows) return { results, walkForward: null }
    const picks = picksOf(results, windows, axes, choosing)
    const picked = [...new Set(picks.flatMap(pick => pick?.trial ?? []))]
    const recorded = await record(picked.map(number => trials[number] ?? {}))
    const walkForward = await pool.judge({
      windows,
      picks,
      choosing,
      trials: recorded.map((each, at) => ({
        number: picked[at] ?? 0,
        params: trials[picked[at] ?? 0] ?? {},
        recorded: each,
      })),
    })
    return { results, walkForward }
  } finally {
    await pool.close()
  }
}

/** Enough parts that no thread waits long for the last one, few enough that programs share their nodes. */
const shardSize = (trials: number, threads: number): number =>
  Math.max(1, Math.min(128, Math.ceil(trials / (4 * threads))))

function allowed<T>(read: Allowed<T>): T {
  if (read.ok) return read
  throw new UsageError(read.problems.map(({ message }) => message).join('\n'))
}

/** Bars of other instruments by each clock the program moves with, for the threads; slower ones are made of those of its own. */
function othersOf(
  { nodes }: Program,
  own: Timeframe,
  barsOf: (clock: SeriesClock) => BarColumns | null,
): TaskOther[] {
  const others: TaskOther[] = []
  for (const { type } of nodes) {
    const { instrument } = type.clock
    if (instrument === null) continue
    for (const timeframe of [type.clock.timeframe ?? own, own]) {
      if (others.some(each => each.instrument === instrument && each.timeframe === timeframe)) continue
      const bars = barsOf({ instrument, timeframe })
      if (bars) others.push({ instrument, timeframe, bars: sharedBars(bars) })
    }
  }
  return others
}
