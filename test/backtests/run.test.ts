import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { db } from '@/server/db/client'
import { barStore, market } from '@/server/services'
import { openStage, outcome, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { CROSS, day, jobOf, one, openDesk, over } from './desk'

const HOUR = 3_600_000
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-backtests-'))
let stage: Stage
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
  desk = await openDesk(stage)
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const csv = ({ time, open, high, low, close, volume }: BarColumns): string =>
  [
    'time,open,high,low,close,volume',
    ...Array.from(time, (at, row) => [at, open[row], high[row], low[row], close[row], volume[row]].join()),
  ].join('\n')

/** Asks, waits and reads. */
async function ran(input: Parameters<typeof desk.ask>[0] = {}) {
  const { id, jobId } = await desk.ask(input)
  const job = await over(jobId)
  return { id, jobId, job, got: await desk.get(id) }
}

describe('a backtest', () => {
  test('runs, and its report is read in parts', async () => {
    const { id, job, got } = await ran({ settings: { cash: 5_000 } })
    expect(job).toMatchObject({ state: 'done', progress: 1, problem: null })
    expect(got).toMatchObject({
      state: 'done',
      name: 'ANVILUSD 1h, Cross v1 at simulated',
      strategy: { name: 'Cross' },
      version: { number: 1 },
      settings: { cash: 5_000, from: day(3), to: day(6) },
    })
    const { report, page, summary } = got
    expect(report).toMatchObject({
      symbols: ['ANVILUSD'],
      period: { from: day(3), to: day(6), bars: 92 * 24 + 1 },
      failed: [],
    })
    // the bars before the period warmed it up: its first bar can be traded already
    expect(report?.facts.firstTradableBar).toBe(report?.facts.warmUp.bars)
    expect(report?.assumptions.find(each => each.id === 'universe')?.text).toContain('2025-03-01')
    expect(report).not.toHaveProperty('trades')
    expect(page?.equity.value).toHaveLength(92 * 24 + 1)
    const lists = await desk.api.backtests.trades.query({ ...desk.where, backtestId: id })
    expect(lists.trades.length).toBeGreaterThan(10)
    expect(lists.counts).toMatchObject({ trades: lists.trades.length, denied: lists.denied.length })
    expect(summary).toMatchObject({
      trades: lists.trades.length,
      netProfit: report?.stats['net-profit'],
      maxDrawdown: report?.stats['max-drawdown'],
      symbols: 1,
      failed: 0,
    })
    const views = await desk.api.backtests.views.query({ ...desk.where, backtestId: id })
    expect(Object.keys(views)).toEqual(['backtesting.py', 'quantstats', 'tradingview', 'lean'])
    const { families } = await desk.api.backtests.metrics.query(desk.where)
    const known = families.flatMap(({ metrics }) => metrics.map(each => each.id))
    expect(known.sort()).toEqual(Object.keys(report?.stats ?? {}).sort())
  })

  test('says what the command line says of the same bars', async () => {
    // files do not tell how their symbols are traded, so the steps are said
    const steps = { lot: 0.001, tick: 0.00001, minNotional: 1 }
    const settings = { slippage: { bps: 2 }, sizing: { equityFraction: 0.4 }, ...steps }
    const symbols = ['ANVILUSD', 'QUARKUSD']
    // of its own, for what was tried before weighs on some statistics
    const fresh = await openDesk(stage)
    const { id, jobId } = await fresh.ask({ universe: one(...symbols), settings })
    await over(jobId)
    const got = await fresh.get(id)
    const warm = got.report?.facts.warmUp.bars ?? 0
    const provider = market.at('simulated', null)!
    const until = day(6) + HOUR
    const count = (until - day(3)) / HOUR + warm
    const files = await Promise.all(
      symbols.map(async symbol =>
        file(`${symbol}.csv`, csv(await provider.barsBefore(symbol, '1h', until, count))),
      ),
    )
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['scripts/sluice.mjs', 'backtest', file('cross.ts', CROSS)],
        ...files.flatMap(each => ['--data', each]),
        ...['--settings', file('settings.json', JSON.stringify({ ...settings, from: day(3), to: day(6) }))],
        '--json',
      ],
      { maxBuffer: 2 ** 26 },
    )
    const said = JSON.parse(stdout)
    const lists = await fresh.api.backtests.trades.query({ ...fresh.where, backtestId: id })
    expect(lists.trades.length).toBeGreaterThan(20)
    expect(lists).toMatchObject({ trades: said.trades, openTrades: said.openTrades, denied: said.denied })
    expect(got.report).toMatchObject({
      digest: said.digest,
      settings: said.settings,
      period: said.period,
      stats: said.stats,
      undefinedStats: said.undefinedStats,
      facts: said.facts,
      band: said.band,
      bias: said.bias,
      robustness: said.robustness,
    })
  })

  test('of the same inputs is never computed twice, whoever of the workspace asks', async () => {
    const input = { from: '2025-03-02', to: '2025-04-01' }
    const first = await ran(input)
    const second = await ran({ ...input, name: 'Once more' })
    expect(second.id).not.toBe(first.id)
    expect(second.job.stage).toBe('Looking for the same result')
    const ids = await db.backtest.findMany({
      where: { id: { in: [first.id, second.id] } },
      select: { resultId: true },
    })
    expect(new Set(ids.map(each => each.resultId)).size).toBe(1)
    expect(second.got.report).toEqual(first.got.report)
    // another parameter is another program
    const third = await ran({ ...input, params: { fast: 5 } })
    expect(third.got.report?.digest).not.toBe(first.got.report?.digest)
    // the result goes with the last that came to it
    const left = () => db.backtestResult.count({ where: { id: ids[0]?.resultId ?? '' } })
    await desk.api.backtests.remove.mutate({ ...desk.where, backtestId: first.id })
    expect(await left()).toBe(1)
    await desk.api.backtests.remove.mutate({ ...desk.where, backtestId: second.id })
    expect(await left()).toBe(0)
  })

  test('is repeated by a copy, and found in the list with its numbers', async () => {
    const { id, got } = await ran({ from: day(4), to: day(5), name: 'Spring' })
    const again = await desk.api.backtests.again.mutate({ ...desk.where, backtestId: id })
    expect(again.id).not.toBe(id)
    await over(again.jobId)
    await desk.api.backtests.rename.mutate({ ...desk.where, backtestId: id, name: 'Spring, the first' })
    const { backtests, next } = await desk.api.backtests.list.query({ ...desk.where, limit: 2 })
    expect(backtests.map(({ name, summary }) => [name, summary])).toEqual([
      ['Spring', got.summary],
      ['Spring, the first', got.summary],
    ])
    const older = await desk.api.backtests.list.query({ ...desk.where, limit: 2, cursor: next! })
    expect(older.backtests.map(each => each.id)).not.toContain(id)
  })

  test('takes the universe of its first day, and leaves none out that went later', async () => {
    const from = Date.UTC(2025, 6, 1)
    const { got } = await ran({ timeframe: '1d', universe: { steps: [] }, from, to: Date.UTC(2025, 11, 1) })
    const instruments = await market.at('simulated', null)!.instruments()
    const then = instruments.filter(
      ({ listedAt, delistedAt }) =>
        (listedAt === null || listedAt <= from) && (delistedAt === null || delistedAt > from),
    )
    expect(got.report?.symbols).toEqual(then.map(each => each.symbol).sort())
    expect(got.report?.symbols).toContain('TILLERUSD')
    expect(instruments.find(({ symbol }) => symbol === 'TILLERUSD')?.status).toBe('delisted')
  })

  test('runs what is written as a script, in the guests’ process', async () => {
    const scripted = await openDesk(
      stage,
      `export default script({ name: 'Pushes', timeframe: '1h' }, ({ close }) => ({ up: close > ago(close, 1) }),
        (bar, state) => {
          state.ups = bar.up ? (state.ups ?? 0) + 1 : 0
          return { filter: state.ups >= 3 }
        })`,
    )
    const { id, jobId } = await scripted.ask({ universe: one('ANVILUSD', 'QUARKUSD') })
    expect(await over(jobId)).toMatchObject({ state: 'done' })
    expect((await scripted.get(id)).summary).toMatchObject({ symbols: 2, failed: 0 })
    const failing = await openDesk(
      stage,
      `export default script({ name: 'Fails', timeframe: '1h' }, ({ close }) => ({ close }),
        (bar, state) => { if (bar.close > 0) null.x; return { filter: true } })`,
    )
    const lost = await failing.ask()
    expect(await over(lost.jobId)).toMatchObject({ state: 'failed', problem: { code: 'ALL_FAILED' } })
  })

  test('looks into the bars that leave open whether stop or target came first', async () => {
    const bracket = await openDesk(
      stage,
      `export default strategy({ name: 'Bracket', timeframe: '4h' }, ({ close, ta }) => ({
        long: close > ta.sma(close, 5), stopPrice: close * 0.996, targetPrice: close * 1.004 }))`,
    )
    const { id, jobId } = await bracket.ask({ timeframe: '4h', settings: { commission: {} } })
    expect(await over(jobId)).toMatchObject({ state: 'done' })
    const facts = (await bracket.get(id)).report?.facts
    expect(facts?.replayedBars).toBeGreaterThan(10)
    // some are open in the minute too
    expect(facts?.ambiguousBars).toBeLessThan(facts?.replayedBars ?? 0)
  })

  test('names a symbol whose bars are damaged and finishes the rest', async () => {
    const { workspaceId } = desk
    const provider = market.at('simulated', null)!
    const venue = `csv:${workspaceId}`
    for (const symbol of ['GOOD', 'BAD']) {
      const bars = await provider.barsBefore('ANVILUSD', '1h', day(4), 500)
      await barStore.append({ venue, symbol, timeframe: '1h' }, bars)
      await db.importedSymbol.create({
        data: {
          workspaceId,
          symbol,
          name: symbol,
          currency: 'USD',
          calendar: 'always',
          timeframe: '1h',
          decimals: 2,
          lot: 1,
          source: 'bars.csv',
          bars: 500,
          firstTime: bars.time[0]!,
          lastTime: bars.time.at(-1)!,
        },
      })
    }
    await db.$executeRaw`
      update "BarChunk" c set packed = set_byte(packed, 60, get_byte(packed, 60) # 255) from "BarSeries" s
      where s.id = c."seriesId" and s.venue = ${venue} and s.symbol = 'BAD'`
    const { id, jobId } = await desk.api.backtests.create.mutate({
      ...desk.where,
      strategyId: desk.strategyId,
      venue: 'csv',
      timeframe: '1h',
    })
    expect(await over(jobId)).toMatchObject({ state: 'done' })
    const { report } = await desk.get(id)
    expect(report?.symbols).toEqual(['GOOD'])
    expect(report?.failed).toMatchObject([{ symbol: 'BAD', message: /can’t be read/ }])
    // from the first bar of the file on, when nobody says
    expect(report?.period).toMatchObject({ bars: 500, to: day(4) - HOUR })
  })
})

describe('asking', () => {
  test('names each setting that is wrong, with what is allowed', async () => {
    const asked = desk.ask({
      settings: { cash: -1, commission: { percent: 300 }, lot: 0, surprise: 1 } as never,
      from: '2025-06-01',
      to: 'never',
    })
    await expect(asked).rejects.toMatchObject({
      data: {
        code: 'BAD_INPUT',
        fields: {
          'settings.cash': ['cash is -1; it must be a number above 0.'],
          'settings.commission.percent': ['commission.percent is 300; it must be a number from 0 to 100.'],
          'settings.lot': ['lot is 0; it must be a number above 0.'],
          'settings.surprise': [expect.stringContaining('surprise is not a setting. There are mode, cash')],
          to: [expect.stringContaining('must be a date')],
        },
      },
    })
    await expect(desk.ask({ from: day(6), to: day(3) })).rejects.toMatchObject({
      data: { fields: { from: [expect.stringContaining('must not be after to')] } },
    })
  })

  test('is refused before any bar is read where it can’t be', async () => {
    await expect(desk.ask({ venue: 'nowhere' })).rejects.toThrow('There is no venue nowhere. Choose one of:')
    await expect(desk.ask({ universe: one('NOPE') })).rejects.toThrow('simulated has no symbol NOPE')
    await expect(desk.ask({ params: { quick: 3 } })).rejects.toThrow(
      'quick is no parameter of this strategy. It has fast, slow.',
    )
    const minutes = desk.ask({ timeframe: '1m', universe: { steps: [] }, from: day(1), to: day(6) })
    expect(await outcome(minutes)).toBe('TIER_LIMIT')
    await expect(minutes).rejects.toThrow(
      /The free plan backtests 2,000,000 bars at once, and these 1\d\d symbols/,
    )
  })

  test('shows nothing of it to another workspace', async () => {
    const { id } = await desk.ask()
    const other = await openDesk(stage)
    const at = { ...other.where, backtestId: id }
    const { backtests } = other.api
    for (const call of [
      () => backtests.get.query(at),
      () => backtests.trades.query(at),
      () => backtests.views.query(at),
      () => backtests.again.mutate(at),
      () => backtests.remove.mutate(at),
      () => backtests.rename.mutate({ ...at, name: 'mine' }),
    ])
      expect(await outcome(call())).toBe('NOT_FOUND')
    expect((await backtests.list.query(other.where)).backtests).toEqual([])
  })
})

test('a backtest is cancelled while it computes, and starts over when asked again', async () => {
  const large = { timeframe: '1m' as const, from: day(1), to: Date.UTC(2025, 11, 1), settings: { cash: 77 } }
  const { id, jobId } = await desk.ask(large)
  await vi.waitFor(async () => expect((await jobOf(jobId)).state).toBe('running'), {
    timeout: 20_000,
    interval: 5,
  })
  expect(await desk.api.jobs.cancel.mutate({ ...desk.where, jobId })).toEqual({ asked: true })
  expect(await over(jobId)).toMatchObject({ state: 'cancelled' })
  expect(await desk.get(id)).toMatchObject({ state: 'cancelled', report: null, summary: null })
  expect(await desk.api.backtests.again.mutate({ ...desk.where, backtestId: id })).toEqual({ id, jobId })
  expect(await over(jobId)).toMatchObject({ state: 'done', progress: 1 })
  expect((await desk.get(id)).summary?.bars).toBe((large.to - large.from) / 60_000 + 1)
})
