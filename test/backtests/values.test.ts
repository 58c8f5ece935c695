import { afterAll, beforeAll, expect, test } from 'vitest'
import { market } from '@/server/services'
import { openStage, outcome, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { day, openDesk, over } from './desk'

const HOUR = 3_600_000
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

async function finished(
  document?: string,
  asked: Parameters<Awaited<ReturnType<typeof openDesk>>['ask']>[0] = {},
) {
  const desk = await openDesk(stage, document)
  const { id, jobId } = await desk.ask({ from: day(3), to: day(4), ...asked })
  expect((await over(jobId)).problem).toBeNull()
  const { trades } = await desk.api.backtests.trades.query({ ...desk.where, backtestId: id })
  const [trade] = trades
  if (!trade) throw new Error('There was no trade to look at.')
  const values = await desk.api.backtests.values.query({
    ...desk.where,
    backtestId: id,
    symbol: 'ANVILUSD',
    moments: [
      { time: trade.entryTime, at: 'signal before' },
      { time: trade.exitTime, at: 'bar before' },
      { time: 0, at: 'bar' },
    ],
  })
  return { ...desk, backtestId: id, trade, values }
}

const closes = async (to: number, count: number, timeframe: '1h' | '5m' = '1h') => {
  const bars = await market.at('simulated', '')!.barsBefore('ANVILUSD', timeframe, to, count)
  return Array.from(bars.close)
}
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

test('the values at entry and exit are those that decided, with the comparison they rest on', async () => {
  const { trade, values } = await finished()
  const [entry, exit, never] = values
  expect(never).toBeNull()
  expect(entry?.time).toBe(trade.entryTime - HOUR)
  expect(exit?.time).toBe(trade.exitTime - HOUR)
  const long = entry?.signals.find(({ name }) => name === 'long')
  expect(long?.value).toBe(1)
  expect(long?.conditions).toHaveLength(1)
  const [crossing] = long?.conditions ?? []
  expect(crossing?.words).toBe('fast crosses above slow')
  const [fast, slow] = crossing?.sides ?? []
  expect(fast?.value).toBeCloseTo(mean(await closes(trade.entryTime, 10)), 8)
  expect(slow?.value).toBeCloseTo(mean(await closes(trade.entryTime, 30)), 8)
  expect(entry?.values.map(({ name }) => name)).toEqual(expect.arrayContaining(['score', 'fast', 'slow']))
  expect(exit?.signals.find(({ name }) => name === 'exitLong')?.value).toBe(1)
})

test('a script’s outputs are told too, and one that looks at its position gives what it gave in the run', async () => {
  const { trade, values } = await finished(`export default script({ name: 'Held', timeframe: '1h' },
    ({ close, ta }) => ({ slow: ta.sma(close, 20), close }),
    (bar, state, { position }) => ({
      long: !position && bar.close > bar.slow,
      exitLong: Boolean(position) && bar.close < bar.slow,
    }))`)
  const [entry, exit] = values
  expect(entry?.time).toBe(trade.entryTime - HOUR)
  expect(entry?.signals.find(({ name }) => name === 'long')?.value).toBe(1)
  expect(exit?.signals.find(({ name }) => name === 'exitLong')?.value).toBe(1)
})

test('a history too long to be run whole is run from where its values are settled', async () => {
  const { trade, values } = await finished(undefined, { timeframe: '5m', from: day(3), to: day(6) })
  const fast = values[0]?.values.find(({ name }) => name === 'fast')
  expect(fast?.value).toBeCloseTo(mean(await closes(trade.entryTime, 10, '5m')), 8)
})

test('a symbol that is not there is not found', async () => {
  const { api, where, backtestId } = await finished()
  const call = api.backtests.values.query({
    ...where,
    backtestId,
    symbol: 'NOSUCH',
    moments: [{ time: day(3), at: 'bar' }],
  })
  expect(await outcome(call)).toBe('NOT_FOUND')
})
