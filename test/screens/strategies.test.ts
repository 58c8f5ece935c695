import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '../api/stage'

let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner('Ann')
})
afterAll(() => stage.close())

const formula = (
  level: number,
) => `export default strategy({ name: 'Low RSI', timeframe: '5m' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  return { filter: rsi < ${level}, score: -rsi, columns: { rsi } }
})
`
const broken = `export default strategy({ name: 'Broken' }, ({ close }) => ({ filter: clsoe > 1 }))`
const where = () => ({ workspaceId: ann.workspaceId })
const create = (document: string) =>
  ann.api.strategies.create.mutate({ ...where(), name: 'Low RSI', kind: 'formula', document })

describe('a strategy', () => {
  test('is compiled when it is made, and says what it holds', async () => {
    const made = await create(formula(30))
    expect(made).toMatchObject({
      ok: true,
      version: 1,
      problems: [],
      outline: { name: 'Low RSI', timeframe: '5m', outputs: ['filter', 'score'], columns: ['rsi'] },
    })
    const opened = await ann.api.strategies.get.query({ ...where(), strategyId: made.strategyId })
    expect(opened.version).toMatchObject({ number: 1, document: formula(30), digest: made.outline?.digest })
    expect(opened.createdBy).toBe(`user:${ann.id}`)
  })

  test('with problems is kept with them, and runs once they are gone', async () => {
    const made = await create(broken)
    expect(made).toMatchObject({ ok: false, outline: null })
    expect(made.problems[0]).toMatchObject({ severity: 'error', line: 1 })
    const screen = await ann.api.screens.create.mutate({
      ...where(),
      strategyId: made.strategyId,
      name: 'None',
      timeframe: '5m',
    })
    await expect(ann.api.screens.run.mutate({ ...where(), screenId: screen.id })).rejects.toThrow(
      /No version of Low RSI compiles/,
    )
    const { strategyId } = made
    await ann.api.strategies.save.mutate({
      ...where(),
      strategyId,
      base: 1,
      kind: 'formula',
      document: formula(30),
    })
    expect((await ann.api.screens.run.mutate({ ...where(), screenId: screen.id })).created).toBe(true)
  })

  test('gets a version for each change, none for no change, and refuses to overwrite what came between', async () => {
    const { strategyId } = await create(formula(30))
    const save = (base: number, level: number) =>
      ann.api.strategies.save.mutate({
        ...where(),
        strategyId,
        base,
        kind: 'formula',
        document: formula(level),
        message: `to ${level}`,
      })
    expect(await save(1, 25)).toMatchObject({ version: 2, saved: true })
    expect(await save(2, 25)).toMatchObject({ version: 2, saved: false })
    await expect(save(1, 20)).rejects.toThrow('Version 2 was saved while you edited version 1')
    const race = await Promise.allSettled([save(2, 21), save(2, 22), save(2, 23)])
    expect(race.filter(each => each.status === 'fulfilled')).toHaveLength(1)
    const versions = await ann.api.strategies.versions.query({ ...where(), strategyId })
    expect(versions.map(each => each.number)).toEqual([3, 2, 1])
    const first = await ann.api.strategies.get.query({ ...where(), strategyId, version: 1 })
    expect(first.version.document).toBe(formula(30))
  })

  test('is checked without being saved', async () => {
    const before = await ann.api.strategies.list.query(where())
    const good = await ann.api.strategies.check.mutate({ ...where(), kind: 'formula', document: formula(30) })
    const bad = await ann.api.strategies.check.mutate({ ...where(), kind: 'formula', document: broken })
    expect(good).toMatchObject({ ok: true })
    expect(bad).toMatchObject({ ok: false })
    expect(await ann.api.strategies.list.query(where())).toEqual(before)
  })

  test('can be renamed, put away and taken out again, and the audit tells of it', async () => {
    const { strategyId } = await create(formula(31))
    await ann.api.strategies.rename.mutate({ ...where(), strategyId, name: 'Lower RSI' })
    await ann.api.strategies.archive.mutate({ ...where(), strategyId, archived: true })
    const listed = async (archived: boolean) =>
      (await ann.api.strategies.list.query({ ...where(), archived })).find(each => each.id === strategyId)
    expect(await listed(false)).toBeUndefined()
    expect(await listed(true)).toMatchObject({ name: 'Lower RSI', latest: { number: 1 } })
    await ann.api.strategies.archive.mutate({ ...where(), strategyId, archived: false })
    expect(await listed(false)).toBeDefined()
    const audit = await ann.api.audit.list.query(where())
    expect(JSON.stringify(audit)).toContain('strategy.archived')
    expect(JSON.stringify(audit)).toContain('strategy.restored')
  })

  test('that a guest could use to reach out of its engine only gets problems', async () => {
    for (const document of [
      `import fs from 'fs'; export default strategy({ name: 'x' }, () => ({}))`,
      `export default strategy({ name: process.env.DATABASE_URL }, ({ close }) => ({ filter: close > 1 }))`,
      `while (true) {}`,
      `export default strategy({ name: 'x' }, ({ close }) => { fetch('http://127.0.0.1'); return { filter: close > 1 } })`,
    ]) {
      const checked = await ann.api.strategies.check.mutate({ ...where(), kind: 'formula', document })
      expect(checked.ok).toBe(false)
      expect(JSON.stringify(checked)).not.toContain('postgres')
    }
  })

  test('may be read by a viewer and changed by none', async () => {
    const { strategyId } = await create(formula(33))
    const viewer = await stage.joined(ann, 'viewer')
    expect((await viewer.api.strategies.get.query({ ...where(), strategyId })).name).toBe('Low RSI')
    const change = viewer.api.strategies.save.mutate({
      ...where(),
      strategyId,
      base: 1,
      kind: 'formula',
      document: formula(1),
    })
    await expect(change).rejects.toThrow(/viewer/)
  })
})
