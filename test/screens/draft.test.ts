import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../api/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const rule = (
  level: number,
) => `export default strategy({ name: 'Draft', timeframe: '1h' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  return { filter: rsi > ${level}, score: rsi, columns: { rsi } }
})`

test('a draft says what it matches now, best first, and what that took', async () => {
  const { api, workspaceId } = await stage.guest()
  const asked = { workspaceId, kind: 'formula', venue: 'simulated', timeframe: '1h' } as const
  const all = await api.previews.matches.mutate({ ...asked, document: rule(0) })
  expect(all.judged).toBe(all.matched)
  expect(all.judged).toBeGreaterThan(50)
  const values = all.rows.map(({ values: [rsi] }) => rsi ?? 0)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  const middle = values[Math.floor(values.length / 2)]!
  const some = await api.previews.matches.mutate({ ...asked, document: rule(middle) })
  expect(some.barTime === all.barTime && some.rows.every(({ values: [rsi] }) => rsi! > middle)).toBe(true)
  expect(all.columns).toEqual(['rsi'])
  expect(all.barsNeeded).toBeGreaterThan(14)
})

test('what each plan holds is told, the smallest first', async () => {
  const { api, workspaceId } = await stage.guest()
  const { tier, plans } = await api.previews.plans.query({ workspaceId })
  expect(tier).toBe('free')
  expect(plans.map(each => each.tier)).toEqual(['free', 'pro', 'elite'])
  const symbols = plans.map(each => each.symbols)
  expect(symbols).toEqual(symbols.toSorted((a, b) => a - b))
})

test('a script is judged in the guests’ process, over the symbols that are asked for', async () => {
  const { api, workspaceId } = await stage.guest()
  const found = await api.previews.matches.mutate({
    workspaceId,
    kind: 'script',
    document: `export default script({ name: 'S' }, ({ close }) => ({ close }), bar => ({ filter: bar.close > 0 }))`,
    venue: 'simulated',
    timeframe: '1h',
    universe: { steps: [{ kind: 'symbols', symbols: ['ANVILUSD', 'BTCUSDT'] }] },
  })
  expect(found.looked).toBe(found.listed)
  expect(found.rows.length).toBe(found.judged)
  expect(found.judged).toBeGreaterThan(0)
})

test('a draft with problems is refused', async () => {
  const { api, workspaceId } = await stage.guest()
  const asked = api.previews.matches.mutate({
    workspaceId,
    kind: 'formula',
    document: 'export default strategy(',
    venue: 'simulated',
    timeframe: '1h',
  })
  await expect(asked).rejects.toMatchObject({ data: { code: 'DOES_NOT_COMPILE' } })
})
