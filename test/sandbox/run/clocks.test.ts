import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program, SeriesClock } from '@/sandbox/ir/program'
import { barOpen, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { memoryOf } from '@/sandbox/run/memory'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { type Tape, tapeOf } from '@/sandbox/run/tape'

const SEED = Number(process.env.SEED ?? 4711)
const MINUTE = 60_000

const program = (make: (b: ProgramBuilder) => void): Program => {
  const b = new ProgramBuilder(catalogue)
  make(b)
  return b.finish({ name: 'test', timeframe: null })
}

const column = (
  one: Program,
  timeframe: Timeframe,
  tape: Tape,
  tapes?: (clock: SeriesClock) => Tape | null,
): Float64Array => {
  const plan = planRun([one], { timeframe, catalogue })
  const run = new Run(plan, { tape, tapes, collect: true })
  run.advance()
  return run.collected(plan.merged.sinks[0]![0]!.node)
}

/** The program run live, cut at random, instead of at once. */
const columnInPieces = (
  one: Program,
  timeframe: Timeframe,
  bars: BarColumns,
  pieces: readonly number[],
  tapes?: (clock: SeriesClock) => Tape | null,
) => {
  const plan = planRun([one], { timeframe, catalogue })
  const run = new Run(plan, { tape: tapeOf(bars), tapes, collect: true, chunk: 4 })
  const n = bars.time.length
  for (let k = 0; run.bars < n; k++) {
    run.forming({ time: bars.time[run.bars]!, open: 1, high: 1e9, low: 0, close: 1e9, volume: 1 })
    run.advance(Math.min(n, run.bars + pieces[k % pieces.length]!))
  }
  return run.collected(plan.merged.sinks[0]![0]!.node)
}

/** Minutes with gaps: not every minute trades, and some hours are missing altogether. */
const gappy = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 200 })), {
    minLength: 1,
    maxLength: 300,
  })
  .chain(steps =>
    fc.tuple(fc.constant(steps), fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 1000 })),
  )
  .map(([steps, start, seed]): BarColumns => {
    const bars = sampleBars({ bars: steps.length, seed })
    let minute = 28_400_000 + start
    return {
      ...bars,
      time: Float64Array.from(steps, step => {
        minute += step
        return minute * MINUTE
      }),
    }
  })

/** What a reader on bar `i` may know of the slower bars, made afresh from the bars alone. */
const closedSlower = (bars: BarColumns, i: number, base: number, slow: Timeframe) => {
  const until = bars.time[i]! + base
  const found: { open: number; close: number; high: number; volume: number; time: number }[] = []
  for (let k = 0; k <= i; k++) {
    const time = barOpen(bars.time[k]!, slow)
    const last = found.at(-1)
    if (last?.time === time) {
      last.high = Math.max(last.high, bars.high[k]!)
      last.close = bars.close[k]!
      last.volume += bars.volume[k]!
    } else
      found.push({
        time,
        open: bars.open[k]!,
        high: bars.high[k]!,
        close: bars.close[k]!,
        volume: bars.volume[k]!,
      })
  }
  // a first bar whose beginning lies before history is nobody's
  if (found[0] && found[0].time !== bars.time[0]) found.shift()
  return found.filter(bar => bar.time + timeframeMs[slow] <= until)
}

const slowClose = (timeframe: Timeframe, field = 'close') =>
  program(b =>
    b.column(
      'slow',
      b.within({ timeframe }, () => b.source(field)),
    ),
  )

describe(`a slower timeframe (seed ${SEED})`, () => {
  test.each(['close', 'open', 'high', 'volume'] as const)(
    'shows the %s of its last closed bar and never of a later one',
    field => {
      fc.assert(
        fc.property(gappy, fc.constantFrom<Timeframe>('5m', '15m', '1h'), (bars, slow) => {
          const seen = column(slowClose(slow, field), '1m', tapeOf(bars))
          for (let i = 0; i < bars.time.length; i++) {
            const known = closedSlower(bars, i, MINUTE, slow).at(-1)
            expect(seen[i]).toBe(known ? known[field] : Number.NaN)
          }
        }),
        { seed: SEED, numRuns: 40 },
      )
    },
  )

  test('gives the same live as at once, with forming bars between', () => {
    const one = program(b =>
      b.column(
        'slow',
        b.within({ timeframe: '5m' }, () =>
          b.op('sub', [b.op('ema', [], { length: 3 }), b.op('atr', [], { length: 2 })]),
        ),
      ),
    )
    fc.assert(
      fc.property(gappy, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (bars, pieces) => {
        expect(columnInPieces(one, '1m', bars, pieces)).toEqual(column(one, '1m', tapeOf(bars)))
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('computes on its own bars: its average is that of its bars run alone', () => {
    const bars = sampleBars({ bars: 480, seed: 3 })
    const one = program(b =>
      b.column(
        'slow',
        b.within({ timeframe: '4h' }, () => b.op('sma', [], { length: 5 })),
      ),
    )
    const seen = column(one, '1h', tapeOf(bars))
    const slow = closedSlower(bars, 479, timeframeMs['1h'], '4h')
    for (let i = 0; i < 480; i++) {
      const known = closedSlower(bars, i, timeframeMs['1h'], '4h').map(bar => bar.close)
      const mean = known.length < 5 ? Number.NaN : known.slice(-5).reduce((s, x) => s + x, 0) / 5
      if (Number.isNaN(mean)) expect(seen[i]).toBe(Number.NaN)
      else expect(seen[i]).toBeCloseTo(mean, 9)
    }
    expect(slow.length).toBe(120)
  })

  test('is taken from its own tape when there is one', () => {
    const bars = sampleBars({ bars: 48, seed: 3 })
    const days: BarColumns = {
      time: Float64Array.of(bars.time[0]! - 86_400_000, bars.time[0]!),
      open: Float64Array.of(1, 2),
      high: Float64Array.of(1, 2),
      low: Float64Array.of(1, 2),
      close: Float64Array.of(10, 20),
      volume: Float64Array.of(1, 2),
    }
    const seen = column(slowClose('1d'), '1h', tapeOf(bars), clock =>
      clock.timeframe === '1d' ? tapeOf(days) : null,
    )
    // a day that closed before history began is known from the first bar on
    expect(Array.from(seen.slice(0, 24))).toEqual([...new Array(23).fill(10), 20])
  })

  test('by the name of the run’s own is the run’s own', () => {
    const bars = sampleBars({ bars: 50, seed: 3 })
    expect(column(slowClose('1h'), '1h', tapeOf(bars))).toEqual(bars.close)
  })

  test('declares a first bar that no value comes before', () => {
    fc.assert(
      fc.property(gappy, fc.integer({ min: 1, max: 5 }), (bars, length) => {
        const one = program(b =>
          b.column(
            'slow',
            b.within({ timeframe: '5m' }, () => b.op('sma', [], { length })),
          ),
        )
        const found = column(one, '1m', tapeOf(bars)).findIndex(x => !Number.isNaN(x))
        // gaps make slower bars of fewer minutes: at least one for each
        if (found >= 0) expect(found + 1).toBeGreaterThanOrEqual(length)
        const aligned = { ...bars, time: bars.time.map((_, i) => 28_400_000 * MINUTE + i * MINUTE) }
        const value = column(one, '1m', tapeOf(aligned)).findIndex(x => !Number.isNaN(x))
        const { first, settled } = memoryOf(one, '1m', catalogue)
        if (value >= 0) expect(value + 1).toBe(first)
        expect(settled).toBeGreaterThanOrEqual(first)
      }),
      { seed: SEED, numRuns: 40 },
    )
  })
})

describe(`another instrument (seed ${SEED})`, () => {
  const other = program(b =>
    b.column(
      'other',
      b.within({ instrument: 'BTC' }, () => b.source('close')),
    ),
  )

  test('shows the last of its bars that had closed when the reader’s closes', () => {
    fc.assert(
      fc.property(
        gappy,
        gappy,
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (bars, btc, pieces) => {
          const tapes = (clock: SeriesClock) => (clock.instrument === 'BTC' ? tapeOf(btc) : null)
          const seen = column(other, '1m', tapeOf(bars), tapes)
          for (let i = 0; i < bars.time.length; i++) {
            let last = Number.NaN
            for (let k = 0; k < btc.time.length && btc.time[k]! <= bars.time[i]!; k++) last = btc.close[k]!
            expect(seen[i]).toBe(last)
          }
          expect(columnInPieces(other, '1m', bars, pieces, tapes)).toEqual(seen)
        },
      ),
      { seed: SEED, numRuns: 40 },
    )
  })

  test('is missing where nobody brings its bars', () => {
    const bars = sampleBars({ bars: 20, seed: 3 })
    expect(column(other, '1h', tapeOf(bars)).every(Number.isNaN)).toBe(true)
  })

  test('has slower bars made of its own', () => {
    const bars = sampleBars({ bars: 48, seed: 3 })
    const btc = sampleBars({ bars: 48, seed: 8 })
    const one = program(b =>
      b.column(
        'day',
        b.within({ instrument: 'BTC', timeframe: '1d' }, () => b.source('close')),
      ),
    )
    const seen = column(one, '1h', tapeOf(bars), clock =>
      clock.instrument === 'BTC' && clock.timeframe === '1h' ? tapeOf(btc) : null,
    )
    expect(seen[22]).toBe(Number.NaN)
    expect(seen[23]).toBe(btc.close[23])
    expect(seen[47]).toBe(btc.close[47])
  })

  test('and the own bars can be read from a slower bar', () => {
    const bars = sampleBars({ bars: 48, seed: 3 })
    const one = program(b => {
      const fast = b.op('sma', [], { length: 2 })
      b.column(
        'x',
        b.within({ timeframe: '4h' }, () => b.op('sub', [b.source('close'), fast])),
      )
    })
    const seen = column(one, '1h', tapeOf(bars))
    expect(seen[3]).toBeCloseTo(bars.close[3]! - (bars.close[2]! + bars.close[3]!) / 2, 12)
    expect(seen[6]).toBe(seen[3])
  })
})
