import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsSchema } from '@/server/engine/backtest/settings'
import { openStage, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { one, openDesk, over } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

/** A workspace, and its calls as a program makes them. */
async function keyed() {
  const desk = await openDesk(stage)
  const { secret } = await desk.api.apiKeys.create.mutate({
    ...desk.where,
    name: 'ci',
    scopes: ['read', 'run'],
  })
  const ask = (path: string, body?: unknown) =>
    fetch(`${stage.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return { desk, ask }
}

test('a program asks for a backtest by HTTP and gets the report of the contract', async () => {
  const { desk, ask } = await keyed()
  const wanted = {
    function: 'run_backtest',
    strategy_id: desk.strategyId,
    timeframe: '1h',
    universe: one('ANVILUSD'),
    from: '2025-03-01',
    to: '2025-05-31',
    params: { fast: 8 },
    settings: { cash: 20_000, commission: { percent: 0.05 } },
  }
  const wrong = await ask('/execute', { ...wanted, settings: { cash: -5 } })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({
    code: 'BAD_INPUT',
    fields: { 'settings.cash': ['cash is -5; it must be a number above 0.'] },
  })
  const asked = await (await ask('/execute', wanted)).json()
  expect(asked).toEqual({ backtest_id: expect.any(String), job_id: expect.any(String) })
  expect(await (await ask(`/backtests/${asked.backtest_id}`)).json()).toMatchObject({
    backtest_id: asked.backtest_id,
  })
  await over(asked.job_id)
  const done = await (await ask(`/backtests/${asked.backtest_id}`)).json()
  expect(done).toMatchObject({
    state: 'done',
    progress: 1,
    problem: null,
    report: {
      settings: { cash: 20_000, commission: { percent: 0.05 } },
      period: { from: Date.UTC(2025, 2, 1), to: Date.UTC(2025, 4, 31, 23), bars: 92 * 24 },
    },
  })
  const { report } = done
  expect(Object.keys(report)).toEqual(
    expect.arrayContaining([
      ...['digest', 'settings', 'assumptions', 'period', 'stats', 'undefinedStats', 'trades'],
      ...['openTrades', 'equity', 'denied', 'rejectedSignals'],
    ]),
  )
  expect(report.robustness).toMatchObject({
    variants: expect.arrayContaining([
      expect.objectContaining({ id: 'costs-2', kind: 'ran', stats: expect.any(Object) }),
    ]),
    split: { kind: 'ran', share: 0.7, inSample: expect.any(Object), outOfSample: expect.any(Object) },
  })
  expect(report.luck).toMatchObject({ trials: 1, sharpe: null, finding: { about: 'luck' } })
  expect(report.equity.value).toHaveLength(report.period.bars)
  expect(report.stats['net-profit']).toBeCloseTo(report.equity.value.at(-1) - 20_000, 6)
})

test('a program has symbols rebalanced by rank, or what followed signals studied', async () => {
  const { desk, ask } = await keyed()
  const reported = async (settings: object) => {
    const asked = await ask('/execute', {
      function: 'run_backtest',
      strategy_id: desk.strategyId,
      timeframe: '1h',
      universe: one('ANVILUSD', 'BEACONUSD'),
      from: '2025-03-01',
      to: '2025-03-31',
      settings,
    })
    const { backtest_id, job_id } = await asked.json()
    await over(job_id)
    return (await (await ask(`/backtests/${backtest_id}`)).json()).report
  }
  const [ranked, studied] = await Promise.all([
    reported({ mode: 'rank', rank: { top: 1, every: 24 } }),
    reported({ mode: 'events', events: { horizons: [1, 6] } }),
  ])
  expect(ranked.settings).toMatchObject({ mode: 'rank', rank: { top: 1, every: 24, weights: 'equal' } })
  expect(ranked.rank.rebalances).toHaveLength(ranked.rank.count)
  expect(ranked.rank.rebalances[0]).toMatchObject({ holdings: [{ symbol: expect.any(String) }] })
  expect(ranked).not.toHaveProperty('events')
  expect(studied.settings).toMatchObject({ mode: 'events', events: { horizons: [1, 6], streaks: 'first' } })
  expect(studied.events.horizons.map(({ horizon }: { horizon: number }) => horizon)).toEqual([1, 6])
  expect(studied.events.occurrences).toHaveLength(studied.events.instances)
  expect(studied).toMatchObject({ trades: [], robustness: null })

  const wrong = await ask('/execute', {
    function: 'run_backtest',
    strategy_id: desk.strategyId,
    timeframe: '1h',
    settings: { mode: 'rank', rank: { top: 0 } },
  })
  expect((await wrong.json()).fields).toEqual({
    'settings.rank.top': ['rank.top is 0; it must be a whole number from 1 to 10000.'],
  })
})

test('the OpenAPI document names every setting, and those of each mode', async () => {
  const { paths } = await (await fetch(`${stage.url}/api/v1/openapi.json`)).json()
  const { schema } = paths['/api/v1/execute'].post.requestBody.content['application/json']
  const backtest = schema.oneOf.find(
    (each: { properties: { function: { const: string } } }) =>
      each.properties.function.const === 'run_backtest',
  )
  const { settings } = backtest.properties
  expect(Object.keys(settings.properties)).toEqual(Object.keys(settingsSchema.shape))
  expect(settings.properties.mode).toMatchObject({ enum: ['signals', 'rank', 'events'], default: 'signals' })
  expect(settings.properties.rank.properties).toHaveProperty('weights.enum')
  expect(settings.properties.events.properties).toHaveProperty('horizons.items')
})
