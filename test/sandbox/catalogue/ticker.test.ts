import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars, seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { memoryOf } from '@/sandbox/run/memory'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { withHoles } from './contract/bars'
import { runEntry } from './runEntry'

const HOUR = 3_600_000
const SEED = Number(process.env.SEED ?? 24)

/** The bars for which `keep` holds: the others never were, and leave a gap in time. */
const only = (bars: BarColumns, keep: (i: number) => boolean): BarColumns => {
  const pick = (x: Float64Array) => x.filter((_, i) => keep(i))
  const { time, open, high, low, close, volume } = bars
  return {
    time: pick(time),
    open: pick(open),
    high: pick(high),
    low: pick(low),
    close: pick(close),
    volume: pick(volume),
  }
}

/** The ticker of bar `i`, from a plain look at every bar before it. */
const tickerAt = ({ time, open, high, low, close, volume }: BarColumns, i: number, hours: number) => {
  const now = time[i]!
  const reaches = time.some(t => t <= now - hours * HOUR)
  if (!reaches || Number.isNaN(close[i]!)) return null
  const rows = [...time.keys()].filter(
    k => k <= i && time[k]! > now - hours * HOUR && !Number.isNaN(close[k]!),
  )
  const sum = (of: (k: number) => number) => rows.reduce((total, k) => total + of(k), 0)
  const typical = (k: number) => (high[k]! + low[k]! + close[k]!) / 3
  const [first, traded, money] = [
    open[rows[0]!]!,
    sum(k => volume[k]!),
    sum(k => typical(k) * volume[k]!),
  ] as const
  return {
    open: first,
    high: Math.max(...rows.map(k => high[k]!)),
    low: Math.min(...rows.map(k => low[k]!)),
    change: close[i]! - first,
    changePercent: (100 * (close[i]! - first)) / first,
    volume: traded,
    quoteVolume: money,
    average: money / traded,
    bars: rows.length,
  }
}

const next = seeded(SEED)
const randomly = Array.from({ length: 5000 }, () => next())
/** A market that is open seven hours a day, five days a week, by half-hour bars. */
const session = only(sampleBars({ bars: 48 * 30, seed: SEED, stepMs: HOUR / 2 }), i => {
  const [halfHour, day] = [i % 48, Math.floor(i / 48) % 7]
  return day < 5 && halfHour >= 28 && halfHour < 42
})
const hourly = sampleBars({ bars: 300, seed: SEED })
const MARKETS: Readonly<Record<string, BarColumns>> = {
  'minute bars': sampleBars({ bars: 3200, seed: SEED, stepMs: HOUR / 60 }),
  'five-minute bars off any tick': sampleBars({ bars: 900, seed: SEED, stepMs: HOUR / 12, tick: 0 }),
  'hourly bars': hourly,
  'daily bars': sampleBars({ bars: 60, seed: SEED, stepMs: 24 * HOUR }),
  'weekly bars': sampleBars({ bars: 20, seed: SEED, stepMs: 168 * HOUR }),
  'a market with sessions and weekends': session,
  'hourly bars with random gaps': only(hourly, i => randomly[i]! > 0.3),
  'a week without any bar': only(hourly, i => i < 100 || i > 268),
  'hourly bars with holes': withHoles(hourly, i => randomly[i]! < 0.15 || (i > 150 && i < 190)),
}

describe.each(Object.entries(MARKETS))(`the ticker on %s (seed ${SEED})`, (_name, bars) => {
  test.each([24, 1, 7, 168])('over %i hours tells of the bars that opened in them', hours => {
    const found = runEntry('ticker', bars, { hours })
    let told = 0
    // every bar of a short history, and enough of a long one
    const step = bars.time.length > 1000 ? 7 : 1
    for (let i = 0; i < bars.time.length; i += step) {
      const expected = tickerAt(bars, i, hours)
      if (expected) told++
      for (const [name, column] of Object.entries(found)) {
        const value = expected?.[name as keyof typeof expected] ?? Number.NaN
        if (Number.isNaN(value)) expect(column[i], `${name} at ${i}`).toBeNaN()
        else
          expect(Math.abs(column[i]! - value) / Math.max(1, Math.abs(value)), `${name} at ${i}`).toBeLessThan(
            1e-12,
          )
      }
    }
    const days = (bars.time.at(-1)! - bars.time[0]!) / (24 * HOUR)
    if (days > 8) expect(told).toBeGreaterThan(5)
  })
})

describe('what the ticker needs', () => {
  const b = new ProgramBuilder(catalogue)
  for (const [name, series] of Object.entries(b.apply('ticker', []))) b.column(name, series)
  const program = b.finish({ name: 'ticker', timeframe: null })

  test.each([
    ['1m', 1441],
    ['5m', 289],
    ['1h', 25],
    ['1d', 2],
    ['1w', 2],
  ] as const)('on %s is %i bars, and one to spare', (timeframe, bars) => {
    const memory = memoryOf(program, timeframe, catalogue)
    expect([memory.first, memory.settled]).toEqual([bars, bars + 1])
    expect(memory.nodes.every(({ exact }) => exact)).toBe(true)
  })

  test('keeps rows by timeframe, and a live run on them gives what a long one gives', () => {
    for (const [timeframe, bars] of [
      ['1m', MARKETS['minute bars']!],
      ['30m', session],
      ['1d', MARKETS['daily bars']!],
    ] as const) {
      const plan = planRun([program], { timeframe, catalogue })
      expect(plan.lanes[0]!.reach).toBeLessThanOrEqual((24 * HOUR) / timeframeMs[timeframe] + 1)
      const whole = new Run(plan, { tape: tapeOf(bars), collect: true })
      whole.advance()
      const live = new Run(plan, { tape: tapeOf(bars), collect: false, chunk: 5 })
      for (let i = 0; i < bars.time.length; i++) {
        live.advance(i + 1)
        for (const { name, node } of plan.merged.sinks[0]!)
          if (!Object.is(live.latest(node), whole.collected(node)[i]))
            throw new Error(`${timeframe} ${name} at ${i}`)
      }
    }
  })

  test('is not guessed at where bars are denser than their timeframe says', () => {
    const plan = planRun([program], { timeframe: '1d', catalogue })
    const live = new Run(plan, { tape: tapeOf(hourly), collect: false, chunk: 5 })
    for (let i = 0; i < hourly.time.length; i++) {
      live.advance(i + 1)
      for (const { name, node } of plan.merged.sinks[0]!)
        expect(live.latest(node), `${name} at ${i}`).toBeNaN()
    }
  })

  test('on a slower clock is seen from a faster one', () => {
    const slower = new ProgramBuilder(catalogue)
    const inner = slower.within({ timeframe: '1h' }, () => slower.part('ticker', 'changePercent', []))
    slower.column('change', inner)
    const plan = planRun([slower.finish({ name: 'ticker', timeframe: '5m' })], { timeframe: '5m', catalogue })
    const hoursReach = plan.lanes.find(({ timeframe }) => timeframe === '1h')?.reach
    expect(hoursReach).toBe(25)
  })
})
