import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { SAMPLE } from '@/server/market/files/sample'
import { openStage, type Stage } from '../api/stage'
import { killWorkers, startWorker } from '../setup/worker'
import { barRows, csvOf, importText, stored } from './files'

let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner()
  await startWorker()
})
afterAll(async () => {
  await killWorkers()
  await stage.close()
})

const where = () => ({ workspaceId: ann.workspaceId })
const done = (jobId: string) =>
  expect.poll(async () => (await ann.api.jobs.get.query({ ...where(), jobId })).state).toBe('done')
/** The rows of the screen at the newest bar there is. */
async function judged(screenId: string) {
  const { runId, jobId, barTime } = await ann.api.screens.run.mutate({ ...where(), screenId })
  await done(jobId)
  const { rows } = await ann.api.screens.rows.query({ ...where(), runId })
  return { runId, barTime, rows: rows.map(({ symbol, matched, close }) => [symbol, matched, close]) }
}

test('the sample is imported in one call, and screened at its last day', async () => {
  const { symbol, jobId } = await ann.api.imports.sample.mutate(where())
  await done(jobId ?? '')
  expect(await ann.api.imports.sample.mutate(where())).toEqual({ symbol, jobId: null })
  const daily = await stored(ann.workspaceId, symbol, '1d')
  expect(daily).toHaveLength(5_105)
  expect(daily[0]).toEqual([Date.UTC(2000, 0, 3), 1469.25, 1478, 1438.359985, 1455.219971, 931_800_000])
  // Fridays end weeks, for the market's next bar opens on Monday
  expect((await stored(ann.workspaceId, symbol, '1w')).at(-1)?.[0]).toBe(Date.UTC(2020, 3, 13))
  const { symbols, bars } = await ann.api.imports.symbols.query(where())
  expect(symbols).toMatchObject([
    { symbol, name: SAMPLE.options.name, calendar: 'xnys', timeframe: '1d', decimals: 6 },
  ])
  expect(bars).toBe(5_105)
  expect(await ann.api.imports.list.query(where())).toMatchObject([{ symbol, state: 'done', problem: null }])

  const { strategyId } = await ann.api.strategies.create.mutate({
    ...where(),
    name: 'Above',
    kind: 'formula',
    document:
      "export default strategy({ name: 'Above', timeframe: '1d' }, ({ close, ta }) => ({ filter: close > ta.sma(close, 200), score: close }))",
  })
  const screen = await ann.api.screens.create.mutate({
    ...where(),
    strategyId,
    name: 'Files',
    venue: 'csv',
    timeframe: '1d',
  })
  const first = await judged(screen.id)
  expect(first.barTime).toBe(Date.UTC(2020, 3, 17))
  expect(first.rows).toEqual([[symbol, false, 2874.560059]])

  // another file with bars up to the same day: the same bar is judged anew
  const rows = barRows(300, { start: Date.UTC(2020, 3, 17) - 299 * 86_400_000, stepMs: 86_400_000 })
  await importText(ann.workspaceId, 'OTHER', csvOf(rows))
  const second = await judged(screen.id)
  expect(second.barTime).toBe(first.barTime)
  expect(second.runId).not.toBe(first.runId)
  expect(second.rows.map(([name]) => name).sort()).toEqual(['OTHER', symbol])

  const other = (await ann.api.imports.symbols.query(where())).symbols.find(each => each.symbol === 'OTHER')!
  await ann.api.imports.rename.mutate({ ...where(), symbolId: other.id, name: 'Another' })
  await ann.api.imports.remove.mutate({ ...where(), symbolId: other.id })
  expect(await stored(ann.workspaceId, 'OTHER', '1d')).toEqual([])
  expect((await judged(screen.id)).rows.map(([name]) => name)).toEqual([symbol])
})

test('an import may be cancelled while it runs, and nothing of it stays', async () => {
  await db.workspace.update({ where: { id: ann.workspaceId }, data: { tier: 'elite' } })
  const response = await ann.ask(
    `${stage.url}/api/imports?${new URLSearchParams({ ...where(), symbol: 'LONG' })}`,
    { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: csvOf(barRows(400_000)) },
  )
  const { jobId, importId } = (await response.json()) as { jobId: string; importId: string }
  await ann.api.jobs.cancel.mutate({ ...where(), jobId })
  const state = async () => (await ann.api.imports.get.query({ ...where(), importId })).state
  await expect.poll(state).toMatch(/cancelled|done/)
  const symbols = (await ann.api.imports.symbols.query(where())).symbols.map(({ symbol }) => symbol)
  // the job may have been quicker than the wish to stop it: then all of it is there
  expect(symbols.includes('LONG')).toBe((await state()) === 'done')
  expect((await stored(ann.workspaceId, 'LONG', '1m')).length > 0).toBe((await state()) === 'done')
})
