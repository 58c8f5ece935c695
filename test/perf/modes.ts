// Rebalancing by rank and event studies against the clock: three sizes of each, and whether cost grows with the bars.
// npx tsx test/perf/modes.ts [rounds]
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { type Backtest, backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { type Settings, settingsOf } from '@/server/engine/backtest/settings'
import { reportOf } from '@/server/engine/report/report'

const ROUNDS = Number(process.argv[2] ?? 8)
const DAY_MS = 86_400_000
/** Twice the bars may take this many times as long: noise and caches, not another power. */
const GROWTH = 2.6

/** Processor time in ms, the collector's helpers included. */
const best = (work: () => void): number => {
  let least = Infinity
  for (let k = 0; k < ROUNDS; k++) {
    const began = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
const say = (what: string, figure: string) => console.log(`${what.padEnd(70)} ${figure.padStart(20)}`)
const ms = (time: number) => `${time.toFixed(1)} ms`
let kept = true
const promise = (what: string, holds: boolean) => {
  if (!holds) console.log(`BROKEN: ${what}`)
  kept &&= holds
}

const program = (build: (b: ProgramBuilder) => void): Program => {
  const b = new ProgramBuilder(catalogue)
  build(b)
  return b.finish({ name: 'measured', timeframe: null })
}

const strength = program(b => {
  const close = b.source('close')
  const strong = b.op('roc', [close], { length: 60 })
  b.output('filter', b.op('gt', [strong, b.constant(-10)]))
  b.output('score', strong)
})

const dips = program(b => {
  const rsi = b.op('rsi', [b.source('close')], { length: 14 })
  b.output('long', b.op('lt', [rsi, b.constant(35)]))
  b.output('short', b.op('gt', [rsi, b.constant(65)]))
})

const markets = (symbols: number, bars: number) =>
  Array.from({ length: symbols }, (_, n) => ({
    symbol: `S${String(n).padStart(3, '0')}`,
    bars: sampleBars({ bars, seed: 50 + n, stepMs: DAY_MS }),
  }))

function run(of: Program, settings: Settings, symbols: ReturnType<typeof markets>): Backtest {
  const rule = openRule(of, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('The program can be run in this mode.')
  const work = backtest({
    rule,
    settings,
    symbols: symbols.map(({ symbol, bars }) => ({ symbol, bars: { own: bars, others: () => null } })),
  })
  const done = work.next()
  if (!done.done) throw new Error('These programs have no scripts.')
  reportOf({ rule, symbols, settings, backtest: done.value, periodsPerYear: 365, trials: 1 })
  return done.value
}

/** Times three sizes, each twice the one before, and holds the growth against the size. */
function measure(
  what: string,
  of: Program,
  settings: Settings,
  sizes: readonly (readonly [number, number])[],
) {
  let before = 0
  let last: Backtest | null = null
  for (const [symbols, bars] of sizes) {
    const market = markets(symbols, bars)
    const took = best(() => {
      last = run(of, settings, market)
    })
    const growth = before === 0 ? '' : ` (× ${(took / before).toFixed(2)})`
    say(`${what}: ${symbols} × ${bars.toLocaleString('en')} bars, with report`, `${ms(took)}${growth}`)
    if (before > 0) promise(`${what} grows with ${symbols} × ${bars}`, took / before < GROWTH)
    before = took
  }
  return last as unknown as Backtest // there are sizes
}

const bySymbols = [
  [125, 504],
  [250, 504],
  [500, 504],
] as const
const byBars = [
  [20, 2_500],
  [20, 5_000],
  [20, 10_000],
] as const

const monthly = settingsOf({
  cash: 1_000_000,
  mode: 'rank',
  rank: { top: 50, every: 21, weights: 'inverseVolatility' },
})
const daily = settingsOf({ cash: 1_000_000, mode: 'rank', rank: { top: 20, every: 1, shortBottom: true } })
const events = settingsOf({ mode: 'events', events: { horizons: [1, 5, 10, 20] } })
const every = settingsOf({ mode: 'events', events: { horizons: [1, 5, 10, 20], streaks: 'every' } })

const ranked = measure('rank, top 50 every 21 bars', strength, monthly, bySymbols)
say(
  '  rebalances, trades',
  `${ranked.outcome.rank?.count}, ${ranked.outcome.trades.length.toLocaleString('en')}`,
)
measure('rank, long and short every bar', strength, daily, byBars)
const studied = measure('event study, streaks', dips, events, bySymbols)
say('  instances', `${studied.events?.instances.toLocaleString('en')}`)
const all = measure('event study, every bar', dips, every, byBars)
say('  instances', `${all.events?.instances.toLocaleString('en')}`)

console.log(kept ? '\nEvery promise is kept.' : '\nA promise is broken.')
process.exitCode = kept ? 0 : 1
