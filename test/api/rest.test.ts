import type { AnyProcedure } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openApi } from '@/server/api/rest/openapi'
import { docsPage } from '@/server/api/rest/page'
import { fromQuery, matcher, restRoutes } from '@/server/api/rest/routes'
import { appRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

// At run time tRPC's record is flat, `members.list` → procedure; its type describes the nested form.
const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>
const routes = restRoutes(procedures)

async function keyed(scopes: ('read' | 'run' | 'trade')[] = ['read']) {
  const ann = await stage.owner()
  const { secret } = await ann.api.apiKeys.create.mutate({ workspaceId: ann.workspaceId, name: 'ci', scopes })
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${stage.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, ...init.headers },
    })
  return { ann, ask, secret }
}

describe('the document', () => {
  const read = async () =>
    (await (await fetch(`${stage.url}/api/v1/openapi.json`)).json()) as ReturnType<typeof openApi>

  test('is OpenAPI 3.1 and needs no key', async () => {
    const document = await read()
    expect(document.openapi).toBe('3.1.0')
    expect(document.servers).toEqual([{ url: stage.url }])
    expect(document.components.securitySchemes).toHaveProperty('bearer')
  })

  test('lists exactly what the router offers', async () => {
    const { paths } = await read()
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    const offered = routes.map(({ method, path }) => `${method} /api/v1${path}`)
    expect(listed.sort()).toEqual(offered.sort())
    expect(offered.length).toBeGreaterThan(0)
  })

  test('has unique ids, and every schema reference leads somewhere', async () => {
    const document = await read()
    const ids = Object.values(document.paths).flatMap(methods =>
      Object.values(methods).map(operation => (operation as { operationId: string }).operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name ?? '')
    }
  })

  test('declares each path parameter once, and no workspace: the key decides it', async () => {
    const document = await read()
    expect(JSON.stringify(document.paths)).not.toContain('workspaceId')
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(methods)) {
        const { parameters } = operation as { parameters: { name: string; in: string }[] }
        expect(parameters.filter(each => each.in === 'path').map(({ name }) => name)).toEqual(names)
      }
    }
  })

  test('is a page to read too, without a script', async () => {
    const page = await fetch(`${stage.url}/api/v1/docs`)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(html).toContain('/api/v1/workspace')
    expect(html).not.toMatch(/<script|https?:\/\/(?!127)/)
  })
})

test('every call that is offered declares what it answers', () => {
  expect(routes.filter(({ output }) => output === null).map(({ call }) => call)).toEqual([])
})

test('what a key gets is what a session gets', async () => {
  const { ann, ask } = await keyed()
  const byKey = await (await ask('/workspace')).json()
  const bySession = await ann.api.workspaces.show.query({ workspaceId: ann.workspaceId })
  expect(byKey).toEqual(JSON.parse(JSON.stringify(bySession)))
})

test('a program finds a strategy, runs its screen and reads the rows', async () => {
  const { ann, ask } = await keyed(['read', 'run'])
  const { workspaceId } = ann
  const program = { columns: [{ name: 'rsi' }], outputs: {}, nodes: [] }
  const { id: strategyId } = await db.strategy.create({
    data: {
      workspaceId,
      name: 'Mine',
      versions: { create: { number: 1, kind: 'formula', document: '', digest: 'd', program } },
    },
  })
  const execute = () =>
    ask('/execute', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ function: 'run_screener', strategy_id: strategyId }),
    })
  const without = await execute()
  expect(without.status).toBe(412)
  expect(await without.json()).toMatchObject({ detail: 'Mine has no screen. Make one for it, then run it.' })

  await db.screen.create({ data: { workspaceId, strategyId, name: 'Hourly', timeframe: '1h' } })
  expect(await (await ask('/strategies')).json()).toMatchObject([
    { id: strategyId, name: 'Mine', screens: [{ name: 'Hourly', timeframe: '1h' }] },
  ])

  const asked = (await (await execute()).json()) as { run_id: string; created: boolean; bar_time: string }
  expect(asked.created).toBe(true)
  expect(Date.parse(asked.bar_time) % 3_600_000).toBe(0)
  expect(await (await execute()).json()).toMatchObject({ run_id: asked.run_id, created: false })

  await db.screenRow.createMany({
    data: [
      { runId: asked.run_id, seq: 0, symbol: 'A', matched: false, close: 1, values: [70] },
      { runId: asked.run_id, seq: 1, symbol: 'B', matched: true, close: 2, values: [null] },
    ],
  })
  const all = await (await ask(`/runs/${asked.run_id}`)).json()
  expect(all).toMatchObject({
    state: 'queued',
    rows: [
      { symbol: 'B', values: { rsi: null } },
      { symbol: 'A', values: { rsi: 70 } },
    ],
  })
  const matches = (await (await ask(`/runs/${asked.run_id}?matched_only=true`)).json()) as { rows: unknown[] }
  expect(matches.rows).toHaveLength(1)
})

test('a program has a document checked before it is used', async () => {
  const { ask } = await keyed(['read'])
  const check = async (document: string) => {
    const answer = await ask('/validate-filter', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'formula', document }),
    })
    expect(answer.status).toBe(200)
    return await answer.json()
  }
  const body =
    '({ close, ta }) => ({ filter: close > ta.sma(close, 3), columns: { mean: ta.sma(close, 3) } })'
  const good = await check(`export default strategy({ name: 'x', timeframe: '1h' }, ${body})`)
  expect(good).toMatchObject({ ok: true, outputs: ['filter'], columns: ['mean'], problems: [] })
  const bad = await check(
    "export default strategy({ name: 'x', timeframe: '1h' },\n  ({ clos }) => ({ filter: clos > 1 })",
  )
  expect(bad).toMatchObject({
    ok: false,
    digest: null,
    problems: [{ severity: 'error', line: expect.any(Number) }],
  })
})

test('refused input names its fields, over REST too', async () => {
  const { ask } = await keyed(['read', 'run'])
  const answer = await ask('/execute', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ function: 'run_screener', strategy_id: 'x' }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    code: 'BAD_INPUT',
    fields: { strategy_id: [expect.any(String)] },
  })
  expect((await ask('/execute', { method: 'POST', body: 'x' })).status).toBe(415)
})

test('a key can not speak of another workspace', async () => {
  const { ann, ask } = await keyed()
  const other = await stage.owner()
  const answer = await ask(`/workspace?workspaceId=${other.workspaceId}`)
  expect(await answer.json()).toMatchObject({ id: ann.workspaceId })
})

test('refusals are problem JSON with a request id', async () => {
  const { ask } = await keyed()
  const answer = await ask('/nothing')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({
    status: 404,
    code: 'NO_SUCH_CALL',
    requestId: answer.headers.get('x-request-id'),
  })
  expect((await ask('/workspace', { method: 'POST' })).status).toBe(405)
})

test('without a key the answer says how to bring one', async () => {
  const answer = await fetch(`${stage.url}/api/v1/workspace`)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect((await answer.json()) as { detail: string }).toMatchObject({
    detail: expect.stringContaining('X-API-Key'),
  })
})

test('a key is limited by itself', async () => {
  const { ask } = await keyed()
  const statuses: number[] = []
  for (let round = 0; round < 9; round++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ask('/workspace', { headers: { 'x-forwarded-for': `10.8.8.${index}` } }),
      ),
    )
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
})

describe('reading requests', () => {
  test('a template takes whole segments', () => {
    const match = matcher('/orders/{id}/status')
    expect(match('/orders/a%20b/status')).toEqual({ id: 'a b' })
    expect(match('/orders//status')).toBeNull()
    expect(match('/orders/a/b/status')).toBeNull()
    expect(match('/orders/%E0%A4%A/status')).toBeNull()
  })

  test('query texts become what the input expects', () => {
    const input = z.object({
      limit: z.number().default(5),
      open: z.boolean().optional(),
      tags: z.array(z.string()),
      name: z.string().nullable(),
    })
    const query = new URLSearchParams('limit=10&open=true&tags=a&tags=b&name=7&other=x')
    expect(fromQuery(query, input)).toEqual({
      limit: 10,
      open: true,
      tags: ['a', 'b'],
      name: '7',
      other: 'x',
    })
    expect(fromQuery(new URLSearchParams('limit=&open=maybe'), input)).toEqual({ limit: '', open: 'maybe' })
  })

  test('the page escapes what it prints', () => {
    const route = { ...routes[0]!, summary: '<script>alert(1)</script>' }
    const html = docsPage([route], openApi([route], 'http://x'))
    expect(html).not.toContain('<script>alert')
  })
})
