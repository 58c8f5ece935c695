import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '@/server/db/client'
import { trialsOfStrategy } from '@/server/optimise/trialCount'
import { openStage, outcome, type Stage } from '../api/stage'
import { CROSS, day, jobOf, one, over } from '../backtests/desk'
import { startWorker, stopWorkers } from '../setup/worker'
import { MANY, openSearchDesk, PAIRS, partsOf } from './desk'

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let desk: Awaited<ReturnType<typeof openSearchDesk>>
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
  desk = await openSearchDesk(stage)
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

describe('a search over a grid', () => {
  test('tries every pair, and each comes to what its backtest says', async () => {
    const { id, jobId } = await desk.search()
    expect(await over(jobId)).toMatchObject({ state: 'done', problem: null })
    const found = await desk.found(id)
    expect(found).toMatchObject({
      state: 'done',
      trials: 12,
      doneTrials: 12,
      axes: [
        { name: 'fast', values: [5, 10, 15, 20] },
        { name: 'slow', values: [30, 40, 60] },
      ],
      outcome: { walkForward: null, failed: [] },
    })
    const { rows, total, stats } = await desk.api.optimise.trials.query(desk.at(id))
    expect(total).toBe(12)
    const sharpe = stats.indexOf('sharpe')
    const values = rows.map(row => row.stats[sharpe] ?? Number.NaN)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(found.best).toEqual({ trial: rows[0]?.number, value: values[0] })
    expect(found.outcome?.peak).toEqual(found.best)

    const second = rows[1]!
    const asked = await desk.api.optimise.backtest.mutate({ ...desk.at(id), trial: second.number })
    expect(await over(asked.jobId)).toMatchObject({ state: 'done' })
    const report = await desk.get(asked.id)
    expect(report.params).toEqual({ fast: second.params[0], slow: second.params[1] })
    for (const [at, metric] of stats.entries()) {
      const expected = report.report?.stats[metric] ?? null
      if (expected === null) expect(second.stats[at]).toBeNull()
      else expect(second.stats[at]).toBeCloseTo(expected, 9)
    }
  })

  test('draws two parameters as a map, with its peak and its plateau', async () => {
    const { id, jobId } = await desk.search()
    await over(jobId)
    const map = await desk.api.optimise.heatMap.query({ ...desk.at(id), x: 'fast', y: 'slow' })
    expect(map?.rows).toHaveLength(3)
    expect(map?.rows[0]).toHaveLength(4)
    const values = map!.rows.flatMap(row => row.map(cell => cell?.value ?? Number.NaN))
    expect(map!.rows[map!.peak!.row]![map!.peak!.column]!.value).toBe(Math.max(...values))
    const medians = map!.rows.flatMap(row => row.map(cell => cell?.neighbourhood.median ?? Number.NaN))
    expect(map!.rows[map!.plateau!.row]![map!.plateau!.column]!.neighbourhood.median).toBe(
      Math.max(...medians),
    )
    expect(await desk.api.optimise.heatMap.query({ ...desk.at(id), x: 'fast', y: 'nothing' })).toBeNull()
  })

  test('draws as many at random as were asked for, the same ones for the same seed', async () => {
    const space = { ...PAIRS, sampling: { kind: 'random' as const, count: 5, seed: 7 } }
    const asked = [await desk.search({ space } as never), await desk.search({ space } as never)]
    const tried = []
    for (const { id, jobId } of asked) {
      await over(jobId)
      const { rows } = await desk.api.optimise.trials.query(desk.at(id))
      tried.push(rows)
    }
    expect(tried[0]).toHaveLength(5)
    expect(tried[0]).toEqual(tried[1])
  })

  test('counts for what luck can do, and goes on counting when it is removed', async () => {
    const own = await openSearchDesk(stage)
    const { id, jobId } = await own.search()
    await over(jobId)
    expect(await trialsOfStrategy(db, own.strategyId)).toBe(12)
    expect((await own.found(id)).luck).toMatchObject({ trials: 12, sharpe: expect.any(Number) })
    await own.api.optimise.remove.mutate(own.at(id))
    expect(await trialsOfStrategy(db, own.strategyId)).toBe(12)
    expect(await partsOf(id)).toEqual([])
    expect((await own.api.optimise.list.query(own.where)).optimisations).toEqual([])
  })

  test('runs what looks at its position, trial by trial in the guests’ process', async () => {
    const scripted = await openSearchDesk(
      stage,
      `export default script({ name: 'Hold', timeframe: '1h', params: { bars: int(5, 1, 50) } },
        ({ close, barIndex, ta }) => ({ close, barIndex, mean: ta.sma(close, 20) }),
        (bar, state, { position, params }) => position
          ? { exitLong: bar.barIndex - position.entryBar >= params.bars } : { long: bar.close > bar.mean })`,
    )
    const { id, jobId } = await scripted.search({
      space: { params: { bars: { kind: 'values', values: [4, 8, 16] } }, sampling: { kind: 'grid' } },
    } as never)
    expect(await over(jobId)).toMatchObject({ state: 'done' })
    const { rows, stats } = await scripted.api.optimise.trials.query(scripted.at(id))
    const trades = rows
      .toSorted((a, b) => a.number - b.number)
      .map(row => row.stats[stats.indexOf('trades')] ?? 0)
    expect(trades[0]).toBeGreaterThan(trades[1]!)
    expect(trades[1]).toBeGreaterThan(trades[2]!)
  })
})

test('a walk-forward judges what was chosen on bars that nobody had seen', async () => {
  const { id, jobId } = await desk.search({
    walkForward: { mode: 'rolling', inSampleBars: 900, outOfSampleBars: 300 },
    choosing: { metric: 'total-return', by: 'peak', minTrades: 1 },
  } as never)
  expect(await over(jobId)).toMatchObject({ state: 'done', problem: null })
  const { outcome: made } = await desk.found(id)
  const windows = made?.walkForward?.windows ?? []
  expect(windows.length).toBe(Math.ceil((92 * 24 + 1 - 900) / 300))
  for (const [at, window] of windows.entries()) {
    expect(window.outOfSample.from).toBe(window.inSample.to + 3_600_000)
    if (at > 0) expect(window.outOfSample.from).toBe(windows[at - 1]!.outOfSample.to + 3_600_000)
    expect(window.chosen?.params).toMatchObject({ fast: expect.any(Number), slow: expect.any(Number) })
  }
  const { time, value } = made!.walkForward!.equity
  expect(time[0]).toBe(windows[0]!.outOfSample.from)
  expect(time.at(-1)).toBe(windows.at(-1)!.outOfSample.to)
  expect(value).toHaveLength(time.length)
  // of one window, and of the middle of all
  const third = await desk.api.optimise.trials.query({ ...desk.at(id), window: 2 })
  const chosen = third.rows[0]!
  expect(windows[2]!.chosen?.trial).toBe(chosen.number)
  const middle = await desk.api.optimise.trials.query(desk.at(id))
  expect(middle.total).toBe(12)
})

describe('asking', () => {
  test('tells beforehand what a search costs and where its windows lie', async () => {
    const told = await desk.api.optimise.estimate.query({
      ...desk.where,
      strategyId: desk.strategyId,
      timeframe: '1h',
      universe: one('ANVILUSD'),
      from: day(3),
      to: day(6),
      space: PAIRS,
      walkForward: { mode: 'anchored', inSampleBars: 1_000, outOfSampleBars: 400 },
    } as never)
    expect(told).toMatchObject({ trials: 12, symbols: 1, timelineBars: 2_209, tooLarge: null })
    expect(told.windows).toHaveLength(4)
    expect(new Set(told.windows.map(({ inSample }) => inSample.from)).size).toBe(1)
    expect(told.ms).toBeGreaterThan(0)
  })

  test('names each field that is wrong', async () => {
    const space = (params: object) => desk.search({ space: { params, sampling: { kind: 'grid' } } } as never)
    const fieldsOf = (asked: Promise<unknown>) =>
      asked.then(
        () => null,
        (error: { data: { fields: unknown } }) => error.data.fields,
      )
    expect(
      await fieldsOf(
        space({ fast: { kind: 'range', min: 1, max: 10, step: 1 }, slw: { kind: 'values', values: [1] } }),
      ),
    ).toMatchObject({
      'space.params.fast': [expect.stringContaining('from 2 up to 100')],
      'space.params.slw': [expect.stringContaining('There is no parameter slw')],
    })
    expect(await fieldsOf(desk.search({ params: { fast: 3 } }))).toMatchObject({
      'params.fast': ['fast either moves or stays; it can’t do both.'],
    })
    expect(
      await fieldsOf(
        desk.search({
          walkForward: { mode: 'rolling', inSampleBars: 5_000, outOfSampleBars: 100 },
        } as never),
      ),
    ).toMatchObject({ walkForward: [expect.stringContaining('does not fit')] })
  })

  test('is refused where the plan does not reach', async () => {
    const large = desk.search({
      space: {
        params: {
          fast: { kind: 'range', min: 2, max: 100, step: 1 },
          slow: { kind: 'range', min: 3, max: 400, step: 1 },
        },
        sampling: { kind: 'grid' },
      },
    } as never)
    expect(await outcome(large)).toBe('TIER_LIMIT')
    await expect(large).rejects.toThrow(
      'The free plan tries 2,500 combinations at once, and these are 39,402.',
    )
    const long = desk.search({ space: MANY, timeframe: '1m', from: day(1), to: day(12) } as never)
    await expect(long).rejects.toThrow(/The free plan reads 250,000,000 bars in one search, and 800 trials/)
  })
})

test('a trial becomes a version whose defaults it is, and nothing else of the source changes', async () => {
  const own = await openSearchDesk(stage)
  const { id, jobId } = await own.search()
  await over(jobId)
  const { rows } = await own.api.optimise.trials.query(own.at(id))
  const best = rows[0]!
  const adopted = await own.api.optimise.adopt.mutate({ ...own.at(id), trial: best.number })
  expect(adopted).toEqual({ version: 2, saved: true })
  const { version } = await own.api.strategies.get.query({ ...own.where, strategyId: own.strategyId })
  expect(version.document).toBe(
    CROSS.replace('int(10,', `int(${best.params[0]},`).replace('int(30,', `int(${best.params[1]},`),
  )
  expect(version.message).toMatch(/^From optimisation /)
  // once more changes nothing; another trial of the same search may still be taken
  expect(await own.api.optimise.adopt.mutate({ ...own.at(id), trial: best.number })).toEqual({
    version: 2,
    saved: false,
  })
  expect(await own.api.optimise.adopt.mutate({ ...own.at(id), trial: rows[3]!.number })).toMatchObject({
    version: 3,
  })
  // but not once the rule itself is another
  await own.api.strategies.save.mutate({
    ...own.where,
    strategyId: own.strategyId,
    base: 3,
    kind: 'formula',
    document: CROSS.replace('ta.sma(close, params.fast)', 'ta.ema(close, params.fast)'),
  })
  await expect(own.api.optimise.adopt.mutate({ ...own.at(id), trial: best.number })).rejects.toThrow(
    'Version 4 is another rule than version 1, which was searched.',
  )
})

test('bars that changed meanwhile are not mixed with those of before', async () => {
  const { id, jobId } = await desk.search()
  await over(jobId)
  await db.optimisation.update({ where: { id }, data: { outcome: null, inputs: 'of other bars' } })
  await db.$executeRaw`update "OptimisationShard" set result = '' where "optimisationId" = ${id}::uuid`
  await db.job.update({ where: { id: jobId }, data: { state: 'cancelled' } })
  await desk.api.optimise.again.mutate(desk.at(id))
  await over(jobId)
  expect(await jobOf(jobId)).toMatchObject({ state: 'done', problem: null })
  expect(await desk.found(id)).toMatchObject({ state: 'done', doneTrials: 12 })
  expect((await desk.api.optimise.trials.query(desk.at(id))).total).toBe(12)
})
