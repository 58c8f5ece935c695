import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program, SeriesClock } from '@/sandbox/ir/program'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { planRun, sinkOf } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { openScreen, rankRows, type Screen, type ScreenBars } from '@/server/engine/screen'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { characters } from '@/server/market/simulated/symbols'

const UNTIL = Date.UTC(2026, 10, 20, 12)
const provider = simulatedProvider(() => UNTIL)
const symbols = [...characters.keys()].filter((_, i) => i % 10 === 0)

/** Oversold while more than usual changes hands; inside a slow trend when `slow` is given. */
function oversold(slow: Timeframe | null = null): Program {
  const b = new ProgramBuilder(catalogue)
  const rsi = b.op('rsi', [b.source('close')], { length: 14 })
  const busy = b.op('gt', [b.source('volume'), b.op('sma', [b.source('volume')], { length: 20 })])
  const low = b.op('and', [b.op('lt', [rsi, b.constant(45)]), busy])
  const trend =
    slow &&
    b.within({ timeframe: slow }, () =>
      b.op('gt', [b.source('close'), b.op('ema', [b.source('close')], { length: 50 })]),
    )
  b.output('filter', trend ? b.op('and', [low, trend]) : low)
  b.output('score', b.op('neg', [rsi]))
  b.column('rsi', rsi)
  return b.finish({ name: 'oversold', timeframe: null })
}

async function load(screen: Screen, symbol: string, more = 0): Promise<ScreenBars> {
  const { own, others } = screen
  const slower = new Map(
    await Promise.all(
      others.map(async need => {
        const bars = await provider.barsBefore(
          need.instrument ?? symbol,
          need.timeframe,
          UNTIL,
          need.bars + more,
        )
        return [keyOf(need), bars] as const
      }),
    ),
  )
  return {
    own: await provider.barsBefore(symbol, own.timeframe, UNTIL, own.bars + more),
    others: clock => slower.get(keyOf(clock)) ?? null,
  }
}
const keyOf = ({ timeframe, instrument }: SeriesClock) => `${instrument} ${timeframe}`

test('a row says what the program’s last bar says', async () => {
  const program = oversold()
  const screen = openScreen(program, '5m', catalogue)
  const plan = planRun([program], { timeframe: '5m', catalogue })
  for (const symbol of symbols) {
    const bars = await load(screen, symbol)
    const run = new Run(plan, { tape: tapeOf(bars.own), collect: true })
    run.advance()
    const last = (name: string) => run.collected(sinkOf(plan, 0, name)!.node).at(-1)!
    expect(screen.judge(symbol, bars)).toEqual({
      symbol,
      matched: last('filter') === 1,
      score: last('score'),
      close: bars.own.close.at(-1),
      change: bars.own.close.at(-1)! / bars.own.close.at(-2)! - 1,
      values: [last('columns.rsi')],
    })
  }
})

test('one screen judges many symbols, in any order, as if each were alone', async () => {
  const program = oversold('1h')
  const shared = openScreen(program, '5m', catalogue)
  for (const symbol of [...symbols].reverse()) {
    const alone = openScreen(program, '5m', catalogue)
    const bars = await load(shared, symbol)
    expect(shared.judge(symbol, bars)).toEqual(alone.judge(symbol, bars))
  }
})

test.each([null, '1h', '1d'] as const)(
  'asks for bars enough that more would change nothing (slower clock: %s)',
  async slow => {
    const screen = openScreen(oversold(slow), '5m', catalogue)
    expect(screen.others.map(need => need.timeframe)).toEqual(slow ? [slow] : [])
    for (const symbol of symbols) {
      const enough = screen.judge(symbol, await load(screen, symbol))!
      const more = screen.judge(symbol, await load(screen, symbol, 700))!
      expect(enough.matched).toBe(more.matched)
      expect(enough.values[0]).toBeCloseTo(more.values[0]!, 2)
    }
  },
)

test('asks for slow bars by themselves instead of as many fast ones', () => {
  const { own, others } = openScreen(oversold('1d'), '1m', catalogue)
  expect(own.bars).toBeLessThan(1_000)
  expect(others).toMatchObject([{ timeframe: '1d', instrument: null }])
  expect(others[0]!.bars).toBeLessThan(1_000)
})

test('sees another instrument through that instrument’s own bars', async () => {
  const b = new ProgramBuilder(catalogue)
  const leader = b.within({ instrument: 'QUARKUSD' }, () => b.source('close'))
  b.output('filter', b.op('gt', [leader, b.constant(0)]))
  b.column('leader', leader)
  const screen = openScreen(b.finish({ name: 'leader', timeframe: null }), '5m', catalogue)
  expect(screen.others).toMatchObject([{ timeframe: '5m', instrument: 'QUARKUSD' }])
  const quark = await provider.barsBefore('QUARKUSD', '5m', UNTIL, 1)
  for (const symbol of symbols.slice(0, 3))
    expect(screen.judge(symbol, await load(screen, symbol))?.values).toEqual([quark.close[0]])
})

test('what is missing is null and no match', async () => {
  const screen = openScreen(oversold(), '5m', catalogue)
  const two = await provider.barsBefore(symbols[0]!, '5m', UNTIL, 2)
  expect(screen.judge(symbols[0]!, { own: two, others: () => null })).toMatchObject({
    matched: false,
    score: null,
    values: [null],
  })
  const none = await provider.barsBefore(symbols[0]!, '5m', UNTIL, 0)
  expect(screen.judge(symbols[0]!, { own: none, others: () => null })).toBeNull()
})

test('a program without a filter matches where it would buy', async () => {
  const b = new ProgramBuilder(catalogue)
  b.output('long', b.op('gt', [b.source('close'), b.constant(0)]))
  const screen = openScreen(b.finish({ name: 'always', timeframe: null }), '5m', catalogue)
  expect(screen.judge(symbols[0]!, await load(screen, symbols[0]!))).toMatchObject({
    matched: true,
    score: null,
  })
})

const row = fc.record({
  symbol: fc.string({ minLength: 1, maxLength: 4 }),
  matched: fc.boolean(),
  score: fc.option(fc.integer({ min: -3, max: 3 })),
})

test('matches come first, then the better score, then the symbol; no score comes last', () => {
  const rows = [
    { symbol: 'D', matched: false, score: 9 },
    { symbol: 'C', matched: true, score: null },
    { symbol: 'B', matched: true, score: 1 },
    { symbol: 'A', matched: true, score: 1 },
    { symbol: 'E', matched: true, score: 2 },
  ]
  expect(rankRows(rows).map(each => each.symbol)).toEqual(['E', 'A', 'B', 'C', 'D'])
})

test('the rank does not depend on the order rows came in (seed 21)', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(row, { selector: each => each.symbol })
        .chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      ([rows, shuffled]) => {
        expect(rankRows(shuffled)).toEqual(rankRows(rows))
      },
    ),
    { seed: 21 },
  )
})
