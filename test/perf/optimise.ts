// A search for parameters against the clock: a grid of pairs of averages, compiled, run and measured.
// npx tsx test/perf/optimise.ts [rounds]
import { availableParallelism } from 'node:os'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { compileDocument, replayDocument } from '@/sandbox/compile/compile'
import { recordMany } from '@/sandbox/compile/many'
import type { BarColumns } from '@/sandbox/ir/bars'
import { mergePrograms } from '@/sandbox/run/merge'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { settingsOf } from '@/server/engine/backtest/settings'
import { evaluate } from '@/server/engine/optimise/evaluate'
import type { Candidate, Market } from '@/server/engine/optimise/market'
import { shardsOf } from '@/server/engine/optimise/shards'
import { trialsOf } from '@/server/engine/optimise/space'
import { TRIAL_STATS, type TrialResult } from '@/server/engine/optimise/types'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { statsOf } from '@/server/engine/report/stats'
import { recordMany as recordInGuests } from '@/server/guests/compile'
import { nodeFence } from '@/server/guests/nodeFence'
import { closeGuests } from '@/server/guests/service'
import { runShards } from '@/server/workers/threads/runShards'
import { sharedBars } from '@/server/workers/threads/sharedBars'
import { TrialPool } from '@/server/workers/threads/trialPool'

const ROUNDS = Number(process.argv[2] ?? 7)
const HOUR_MS = 3_600_000
const SHARD = 125

const say = (what: string, figure: string) => console.log(`${what.padEnd(62)} ${figure.padStart(26)}`)
const ms = (time: number) => `${time.toFixed(0)} ms`
let kept = true
const promise = (what: string, holds: boolean) => {
  if (!holds) console.log(`BROKEN: ${what}`)
  kept &&= holds
}

/** The least of some rounds: of processor time where work is this thread's alone, else of the clock. */
const processor = async (work: () => unknown, rounds = ROUNDS): Promise<number> => {
  let least = Infinity
  for (let k = 0; k < rounds; k++) {
    const began = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

const DOCUMENT = `export default strategy({ name: 'Cross', timeframe: '1h', params: { fast: int(10, 2, 100), slow: int(50, 2, 400) } },
  ({ close, ta, params }) => {
    const fast = ta.sma(close, params.fast)
    const slow = ta.sma(close, params.slow)
    return { long: ta.crossover(fast, slow), short: ta.crossunder(fast, slow) }
  })`
const settings = settingsOf({ cash: 100_000, commission: { percent: 0.05 }, warmUp: 'first' })
const fence = await nodeFence()
const usual = compileDocument(fence, { kind: 'formula', document: DOCUMENT })
if (!usual.ok) throw new Error(usual.problems[0]?.message)

const trialsFor = (fast: number, slow: number) => {
  const read = trialsOf(
    {
      params: {
        fast: { kind: 'range', min: 5, max: 4 + fast, step: 1 },
        slow: { kind: 'range', min: 40, max: 38 + 2 * slow, step: 2 },
      },
      sampling: { kind: 'grid' },
    },
    usual.program.params,
  )
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.trials
}
const pairs = trialsFor(25, 40)
const marketOver = (bars: BarColumns): Market => ({
  timeframe: '1h',
  catalogue,
  settings,
  periodsPerYear: null,
  dayStartMs: 0,
  symbols: [{ symbol: 'A', bars: { own: bars, others: () => null } }],
})
const candidatesFor = (trials: typeof pairs): Candidate[] => {
  const recorded = []
  while (recorded.length < trials.length)
    recorded.push(
      ...recordMany(fence, { kind: 'formula', document: DOCUMENT, sets: trials.slice(recorded.length) }),
    )
  return recorded.map((each, number) => {
    const compiled = replayDocument(each)
    if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
    return { number, params: trials[number] ?? {}, program: compiled.program }
  })
}
const finished = (work: ReturnType<typeof evaluate>): TrialResult[] => {
  const step = work.next()
  if (!step.done) throw new Error('These programs have no scripts.')
  return step.value
}
const run = (candidates: readonly Candidate[], market: Market): TrialResult[] =>
  finished(evaluate(candidates, { market, periods: [{}] }))

// --- where the time of a trial goes, on one thread
const bars = sampleBars({ bars: 2_000, seed: 11, stepMs: HOUR_MS })
const market = marketOver(bars)
say('pairs, bars', `${pairs.length.toLocaleString('en')}, ${bars.time.length.toLocaleString('en')}`)
const record = await processor(() => {
  for (let from = 0; from < pairs.length; from += SHARD)
    recordMany(fence, { kind: 'formula', document: DOCUMENT, sets: pairs.slice(from, from + SHARD) })
}, 3)
say('running the document for each pair, in the fence', ms(record))
const candidates = candidatesFor(pairs)
const compiling = await processor(() => candidatesFor(pairs), 3)
say('  and its recording made a program', ms(compiling - record))
const evaluating = await processor(() => run(candidates, market))
say('every pair traded and measured', ms(evaluating))
say('  of one pair', `${((evaluating / pairs.length) * 1000).toFixed(0)} µs`)
const programs = candidates.flatMap(each => ('program' in each ? [each.program] : []))
const apartNodes = programs.reduce((sum, { nodes }) => sum + nodes.length, 0)
const { nodes } = mergePrograms(programs, catalogue)
say('nodes apart, merged', `${apartNodes.toLocaleString('en')}, ${nodes.length.toLocaleString('en')}`)

// --- the whole, with guests and threads
const pool = new TrialPool({
  market: {
    timeframe: '1h',
    settings,
    periodsPerYear: null,
    symbols: [{ symbol: 'A', bars: sharedBars(bars), slower: [] }],
    others: [],
  },
  size: availableParallelism(),
  scripts: () => ({ answer: () => Promise.reject(new Error('These programs have no scripts.')), close() {} }),
})
const search = async (): Promise<TrialResult[]> => {
  const found: TrialResult[] = []
  await runShards({
    pool,
    trials: pairs,
    shards: shardsOf(pairs.length, SHARD),
    periods: [{}],
    record: sets => recordInGuests({ kind: 'formula', document: DOCUMENT, sets }),
    keep: async (_, results) => void found.push(...results),
  })
  return found.sort((a, b) => a.number - b.number)
}
let whole = Infinity
let clock = Infinity
let cold = 0
let found: TrialResult[] = []
for (let k = 0; k < ROUNDS + 3; k++) {
  const [began, used] = [performance.now(), process.cpuUsage()]
  found = await search()
  const { user, system } = process.cpuUsage(used)
  const took = performance.now() - began
  if (k === 0) cold = took
  clock = Math.min(clock, took)
  // what the threads and the guests' process used, spread over the processors: the clock of a machine that does nothing else
  whole = Math.min(whole, ((user + system) / 1000 + record) / pool.size)
}
say(`the whole on ${pool.size} threads: processor time over threads`, ms(whole))
say('  by the clock of this machine', ms(clock))
say('  of one pair', `${((whole / pairs.length) * 1000).toFixed(0)} µs`)
say('  the first time by the clock, threads and guests started', ms(cold))
promise(
  'the same numbers on threads as on one',
  JSON.stringify(found) === JSON.stringify(run(candidates, market)),
)
promise('1,000 pairs over 2,000 bars in less than a second', Math.min(whole, clock) < 1_000)
await pool.close()
closeGuests()

// --- others: one by one as a user would without a search, and by hand
const some = pairs.slice(0, 50)
const oneByOne = await processor(() => {
  for (const params of some) {
    const compiled = compileDocument(fence, { kind: 'formula', document: DOCUMENT, params })
    if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
    const rule = openRule(compiled.program, { timeframe: '1h', catalogue, settings })
    if (!rule) throw new Error('The program can be traded.')
    const done = backtest({ rule, settings, symbols: market.symbols }).next()
    if (!done.done) throw new Error('These programs have no scripts.')
    const around = { barMs: HOUR_MS, periodsPerYear: null, dayStartMs: 0, trials: 1, benchmark: null }
    statsOf(reportInputOf(done.value.outcome, settings, around), TRIAL_STATS)
  }
}, 3)
const each = (oneByOne / some.length) * pairs.length
say(
  'one by one, compiled anew each',
  `${ms(each)} (${(each / (compiling + evaluating)).toFixed(1)}× the work)`,
)
const byHand = await processor(() => {
  let sum = 0
  for (const { fast, slow } of pairs) sum += handWritten(bars, Number(fast), Number(slow))
  return sum
})
say(
  'a loop written for these averages alone, no fees, one metric',
  `${ms(byHand)} (${(byHand / evaluating).toFixed(2)}×)`,
)

// --- it grows as it should
for (const size of [2_000, 4_000, 8_000]) {
  const over = marketOver(sampleBars({ bars: size, seed: 11, stepMs: HOUR_MS }))
  const took = await processor(() => run(candidates, over), 3)
  say(
    `1,000 pairs over ${size.toLocaleString('en')} bars, one thread`,
    `${ms(took)}, ${((took * 1e6) / size / 1000).toFixed(1)} ns a pair and bar`,
  )
}
for (const [fast, slow] of [
  [25, 20],
  [25, 40],
  [50, 40],
] as const) {
  const trials = trialsFor(fast, slow)
  const those = candidatesFor(trials)
  const took = await processor(() => run(those, market), 3)
  say(
    `${trials.length.toLocaleString('en')} pairs over 2,000 bars, one thread`,
    `${ms(took)}, ${((took / trials.length) * 1000).toFixed(0)} µs a pair`,
  )
}

console.log(kept ? '\nEvery promise is kept.' : '\nA promise is broken.')
process.exitCode = kept ? 0 : 1

/** Long above, short below, filled at the next open: what it earns. */
function handWritten({ open, close }: BarColumns, fast: number, slow: number): number {
  let [quick, slowly, side, money, size] = [0, 0, 0, 1, 0]
  let before = 0
  for (let bar = 0; bar < close.length - 1; bar++) {
    quick += close[bar]! - (bar >= fast ? close[bar - fast]! : 0)
    slowly += close[bar]! - (bar >= slow ? close[bar - slow]! : 0)
    if (bar < slow - 1) continue
    const now = quick / fast - slowly / slow
    const wanted = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0
    before = now
    if (wanted === 0 || wanted === side) continue
    const price = open[bar + 1]!
    money += side * size * price
    size = Math.abs(money) / price
    money -= wanted * size * price
    side = wanted
  }
  return money + side * size * close.at(-1)!
}
