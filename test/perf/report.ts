// Every metric of a million one-minute bars with 50,000 trades: `node scripts/run.mjs test/perf/report.ts`.
import type { Trade } from '@/server/engine/backtest/result'
import { Facts } from '@/server/engine/report/facts'
import { pageSeries } from '@/server/engine/report/series/pageSeries'
import { standingOf } from '@/server/engine/report/standing'
import { statsFrom, statsOf } from '@/server/engine/report/stats'

const MINUTE = 60_000
const RUNS = 9
const START = Date.UTC(2022, 0, 1)

function runOf(bars: number, trades: number) {
  let state = 7
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
  const time = new Float64Array(bars)
  const value = new Float64Array(bars)
  const close = new Float64Array(bars)
  value[0] = 10_000
  close[0] = 100
  for (let bar = 0; bar < bars; bar++) {
    time[bar] = START + bar * MINUTE
    if (bar === 0) continue
    close[bar] = close[bar - 1]! * (1 + (random() - 0.5) * 0.002)
    value[bar] = value[bar - 1]! * (1 + (random() - 0.4999) * 0.001)
  }
  const every = Math.floor(bars / trades)
  const list: Trade[] = []
  for (let at = 0; at < trades; at++) {
    const entryBar = at * every
    const exitBar = Math.min(bars - 1, entryBar + 1 + Math.floor(random() * every))
    const pnl = value[exitBar]! - value[entryBar]!
    const entryPrice = close[entryBar]!
    const quantity = value[entryBar]! / entryPrice
    list.push({
      symbol: 'TEST',
      side: at % 2 ? 'long' : 'short',
      entryBar,
      entryTime: time[entryBar]!,
      entryPrice,
      exitBar,
      exitTime: time[exitBar]!,
      exitPrice: close[exitBar]!,
      quantity,
      pnl,
      returnPct: (pnl / entryPrice / quantity) * 100,
      fees: 1,
      exitReason: at % 3 ? 'signal' : 'stop',
      mae: Math.min(0, pnl) - 1,
      mfe: Math.max(0, pnl) + 1,
      ambiguous: at % 100 === 0,
      entryKind: 'market',
      touched: false,
      risk: 20,
    })
  }
  return {
    startEquity: 10_000,
    equity: { time, value },
    barMs: MINUTE,
    trades: list,
    openTrades: [],
    settings: { periodsPerYear: 365, dayStartMs: 0, riskFreeRate: 0, trials: 10 },
    worstEquity: value,
    exposure: { gross: value, net: value },
    benchmark: { title: 'TEST', close, firstBar: 20, feeRate: 0.001 },
    fundingPaid: null,
    run: null,
  }
}

/** The best and the middle of a few, and the processor's time a run, which a busy machine does not change much. */
function timed(title: string, work: () => void): void {
  work()
  const before = process.cpuUsage()
  const took = Array.from({ length: RUNS }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  }).sort((a, b) => a - b)
  const { user, system } = process.cpuUsage(before)
  const figures = [
    ['best', took[0]!],
    ['median', took[RUNS >> 1]!],
    ['processor', (user + system) / 1000 / RUNS],
  ] as const
  console.log(title.padEnd(52), figures.map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`).join('  '))
}
for (const [bars, trades] of [
  [1_000_000, 50_000],
  [500_000, 25_000],
  [250_000, 12_500],
] as const) {
  const run = runOf(bars, trades)
  timed(`${bars} bars, ${trades} trades: statistics`, () => statsOf(run))
  timed(`${bars} bars, ${trades} trades: with exposure`, () => {
    const quotes = { high: run.benchmark.close, low: run.benchmark.close, close: run.benchmark.close }
    statsOf({ ...run, ...standingOf({ ...run, quotesOf: () => quotes }) })
  })
  timed(`${bars} bars, ${trades} trades: with the page`, () => {
    const facts = new Facts(run)
    statsFrom(facts)
    pageSeries(facts)
  })
}
