import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { day, openDesk, over } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

async function finished() {
  const desk = await openDesk(stage)
  const { id, jobId } = await desk.ask({ from: day(3), to: day(4) })
  await over(jobId)
  return { ...desk, backtestId: id, stranger: stage.visitor().api }
}

test('a link opens one report to a stranger until it is revoked, and tells no ids and no people', async () => {
  const { api, where, backtestId, strategyId, stranger, id: userId, name: userName, email } = await finished()
  const { backtests } = api
  const made = await backtests.share.mutate({ ...where, backtestId })
  expect(made.token).toMatch(/^[A-Za-z0-9_-]{32}$/)
  expect(made.expiresAt?.getTime()).toBeGreaterThan(made.createdAt.getTime())

  const told = await stranger.shared.report.query({ token: made.token })
  const own = await backtests.get.query({ ...where, backtestId })
  expect(told.report).toEqual(own.report)
  expect(told.page).toEqual(own.page)
  expect(told.name).toBe(own.name)
  const lists = await stranger.shared.lists.query({ token: made.token })
  expect(lists).toEqual(await backtests.trades.query({ ...where, backtestId }))
  expect(await stranger.shared.views.query({ token: made.token })).toEqual(
    await backtests.views.query({ ...where, backtestId }),
  )
  const text = JSON.stringify([told, lists])
  for (const secret of [where.workspaceId, backtestId, strategyId, own.version.id, userId, userName, email])
    expect(text).not.toContain(secret)

  const [listed] = await backtests.shares.query({ ...where, backtestId })
  expect(listed).toEqual({ id: made.id, createdAt: made.createdAt, expiresAt: made.expiresAt })
  await backtests.unshare.mutate({ ...where, shareId: made.id })
  expect(await backtests.shares.query({ ...where, backtestId })).toEqual([])
  for (const call of ['report', 'lists', 'views'] as const)
    expect(await outcome(stranger.shared[call].query({ token: made.token }))).toBe('NOT_FOUND')
  const bars = { token: made.token, symbol: 'ANVILUSD', until: own.to.getTime(), count: 1 }
  expect(await outcome(stranger.shared.bars.query(bars))).toBe('NOT_FOUND')
  const audit = JSON.stringify(await api.audit.list.query(where))
  expect(audit).toContain('report.shared')
  expect(audit).toContain('report.unshared')
  expect(audit).not.toContain(made.token)
})

test('a link shows the bars of its own symbols and period, and no others', async () => {
  const { api, where, backtestId, stranger } = await finished()
  const { token } = await api.backtests.share.mutate({ ...where, backtestId })
  const { venue, timeframe, from, to, report } = await api.backtests.get.query({ ...where, backtestId })
  const symbol = report?.symbols[0] ?? ''
  const until = to.getTime() + 30 * 86_400_000
  const bars = await stranger.shared.bars.query({ token, symbol, until, count: 5_000 })
  expect(bars.time[0]).toBe(from.getTime())
  expect(bars.time.at(-1)).toBe(to.getTime())
  expect(bars.time).toHaveLength(report?.period.bars ?? 0)
  const own = await api.data.history.query({
    ...where,
    venue,
    symbol,
    timeframe: timeframe as '1h', // as it was asked for
    cursor: to.getTime() + 3_600_000,
    count: 10,
  })
  expect(bars.close.slice(-10)).toEqual(own.close)
  const earlier = await stranger.shared.bars.query({ token, symbol, until: from.getTime(), count: 10 })
  expect(earlier.time).toEqual([])
  const other = stranger.shared.bars.query({ token, symbol: 'BEACONUSD', until, count: 10 })
  expect(await outcome(other)).toBe('NOT_FOUND')
})

test('a link that expired, one that never was and one that is cut short open nothing', async () => {
  const { api, where, backtestId, stranger } = await finished()
  const { id, token } = await api.backtests.share.mutate({ ...where, backtestId, expiresInDays: 1 })
  await db.backtestShare.update({ where: { id }, data: { expiresAt: new Date(0) }, select: { id: true } })
  for (const wrong of [token, 'x'.repeat(32), token.slice(1), ''])
    expect(await outcome(stranger.shared.report.query({ token: wrong }))).toBe('NOT_FOUND')
})

test('only the digest of a token is kept', async () => {
  const { api, where, backtestId } = await finished()
  const { id, token } = await api.backtests.share.mutate({ ...where, backtestId, expiresInDays: null })
  const row = await db.backtestShare.findUniqueOrThrow({ where: { id } })
  expect(row.hash).toBe(createHash('sha256').update(token).digest('hex'))
  expect(JSON.stringify(row)).not.toContain(token)
  expect(row.expiresAt).toBeNull()
})

test('a backtest that is not done is not shared', async () => {
  const { api, where, ask } = await openDesk(stage)
  const { id: backtestId } = await ask({ from: day(3), to: day(4), timeframe: '5m' })
  await db.backtest.update({ where: { id: backtestId }, data: { resultId: null }, select: { id: true } })
  expect(await outcome(api.backtests.share.mutate({ ...where, backtestId }))).toBe('NOT_POSSIBLE_NOW')
})
