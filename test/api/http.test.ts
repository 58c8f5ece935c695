import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_BATCH } from '@/server/api/trpcDoor'
import { db } from '@/server/db/client'
import { allowance } from '@/server/http/allowance'
import { sweepShared, takeShared } from '@/server/http/sharedAllowance'
import { watchDatabase } from '@/server/metrics'
import { openStage, outcome, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const policyOf = (response: Response) =>
  new Map(
    (response.headers.get('content-security-policy') ?? '').split('; ').map(line => {
      const [name = '', ...rest] = line.split(' ')
      return [name, rest] as const
    }),
  )

describe('headers', () => {
  test.each(['/', '/favicon.ico', '/api/health', '/api/none', '/api/trpc/session.me'])(
    '%s is guarded',
    async path => {
      const { headers } = await stage.visitor().get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('strict-transport-security')).toBeNull()
    },
  )

  test('a page gets a nonce of its own, and scripts nothing else', async () => {
    const [first, second] = [await stage.visitor().get('/'), await stage.visitor().get('/')]
    const scripts = policyOf(first).get('script-src') ?? []
    const nonce = scripts.find(source => source.startsWith("'nonce-"))?.slice(7, -1)
    expect(await first.text()).toContain(`nonce="${nonce}"`)
    expect(policyOf(second).get('script-src')).not.toContain(`'nonce-${nonce}'`)
    expect(scripts).not.toContain("'unsafe-inline'")
    expect(scripts).not.toContain("'unsafe-eval'")
    expect(policyOf(first).get('frame-ancestors')).toEqual(["'none'"])
    expect(policyOf(first).get('object-src')).toEqual(["'none'"])
    expect(policyOf(first).get('base-uri')).toEqual(["'none'"])
  })

  test('a client can not choose the nonce', async () => {
    const who = stage.visitor()
    const page = await who.ask(`${stage.url}/`, {
      headers: { 'x-nonce': 'mine', 'content-security-policy': 'none' },
    })
    expect(await page.text()).not.toContain('mine')
  })

  test('over https browsers are held to https', async () => {
    const secure = await openStage({ publicUrl: 'https://desk.example.com' })
    const page = await secure.visitor().get('/')
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(policyOf(page).has('upgrade-insecure-requests')).toBe(true)
    expect(policyOf(page).get('connect-src')).toContain('wss://desk.example.com/live')
    await secure.live.close()
    secure.server.closeAllConnections()
    secure.server.close()
  })

  test('a request id from a proxy is kept, anything else is replaced', async () => {
    const who = stage.visitor()
    const ask = (id: string) => who.ask(`${stage.url}/livez`, { headers: { 'x-request-id': id } })
    expect((await ask('abcdef0123456789')).headers.get('x-request-id')).toBe('abcdef0123456789')
    expect((await ask('short')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('tRPC’s door', () => {
  const create = '/api/trpc/workspaces.create'
  const body = { json: { name: 'Mine' } }

  test('another site can not change anything with somebody’s cookie', async () => {
    const ann = await stage.signUp()
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
      const answer = await ann.post(create, body, headers)
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'FOREIGN_ORIGIN' })
    }
    expect((await ann.api.session.me.query()).workspaces).toEqual([])
  })

  test('what a form could send is not taken', async () => {
    const ann = await stage.signUp()
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await ann.ask(`${stage.url}${create}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify(body),
      })
      expect(answer.status).toBe(415)
    }
  })

  test('a mutation is not a link', async () => {
    const ann = await stage.signUp()
    const answer = await ann.get(`${create}?input=${encodeURIComponent(JSON.stringify(body))}`)
    expect(answer.status).toBe(405)
    expect(await answer.json()).toMatchObject({ error: { json: { data: { code: 'WRONG_METHOD' } } } })
  })

  test('refused input says which field and why', async () => {
    const ann = await stage.signUp()
    const answer = await ann.post(create, { json: { name: '   ' } })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { json: { data: { code: 'BAD_INPUT', fields: { name: ['Give it a name.'] } } } },
    })
  })

  test('a body that is too large or no JSON is refused', async () => {
    const ann = await stage.signUp()
    const large = await ann.post(create, { json: { name: 'x'.repeat(3 * 1024 * 1024) } })
    expect(large.status).toBe(413)
    const broken = await ann.ask(`${stage.url}${create}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"json":',
    })
    expect(broken.status).toBe(400)
    expect(await broken.json()).toMatchObject({ error: { json: { data: { code: 'UNREADABLE' } } } })
  })

  test('strange bodies neither end the process nor change it', async () => {
    const ann = await stage.signUp()
    const send = (body: string) =>
      ann.ask(`${stage.url}${create}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    const deep = `{"json":${'['.repeat(400_000)}${']'.repeat(400_000)}}`
    expect((await send(deep)).status).toBeGreaterThanOrEqual(400)
    for (const body of [
      'null',
      '[]',
      '"text"',
      '{"json":null,"meta":{"values":{"__proto__.polluted":["Date"]}}}',
      '{"json":{"name":{"__proto__":{"polluted":true}}}}',
      '{"json":{"name":"x"},"meta":{"values":{"constructor.prototype.polluted":["undefined"]}}}',
      '{"json":{"constructor":{"prototype":{"polluted":true}}}}',
    ]) {
      expect((await send(body)).status, body).toBe(400)
    }
    expect((await send('{"json":{"name":"x","__proto__":{"polluted":true}}}')).status).toBe(200)
    expect('polluted' in {}).toBe(false)
    expect((await ann.api.session.me.query()).user?.id).toBe(ann.id)
  })

  test('a batch has an end', async () => {
    const who = stage.visitor()
    const of = (size: number) => Array.from({ length: size }, () => 'session.me').join(',')
    const input = encodeURIComponent('{}')
    expect((await who.get(`/api/trpc/${of(MAX_BATCH)}?batch=1&input=${input}`)).status).toBe(200)
    expect((await who.get(`/api/trpc/${of(MAX_BATCH + 1)}?batch=1&input=${input}`)).status).toBe(400)
  })

  test('an unknown call is 404 with a request id to ask about', async () => {
    const answer = await stage.visitor().get('/api/trpc/nothing.here')
    expect(answer.status).toBe(404)
    const { error } = (await answer.json()) as {
      error: { json: { data: { code: string; requestId: string } } }
    }
    expect(error.json.data.code).toBe('NO_SUCH_CALL')
    expect(error.json.data.requestId).toBe(answer.headers.get('x-request-id'))
  })
})

describe('limits', () => {
  test('a caller who asks too much waits, others do not', async () => {
    const loud = await stage.signUp()
    const quiet = await stage.signUp()
    // Ten addresses, one user: it is the user who is limited here.
    const call = (index: number) =>
      loud.ask(`${stage.url}/api/trpc/session.me`, { headers: { 'x-forwarded-for': `10.9.9.${index % 10}` } })
    const statuses: number[] = []
    for (let round = 0; round < 9; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => call(index)))
      statuses.push(...answers.map(({ status }) => status))
      const refused = answers.find(({ status }) => status === 429)
      if (refused) {
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(await refused.json()).toMatchObject({
          error: { json: { data: { code: 'TOO_MANY_REQUESTS' } } },
        })
      }
    }
    expect(statuses).toContain(429)
    expect(await outcome(quiet.api.session.me.query())).toBe('OK')
    stage.advance(30_000)
    expect(await outcome(loud.api.session.me.query())).toBe('OK')
  })

  test('an address that asks too much waits', async () => {
    const who = stage.visitor()
    const answers = await Promise.all(Array.from({ length: 650 }, () => who.get('/api/none')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]))
    stage.advance(30_000)
  })

  test('the shared bucket counts each of many parallel takers once', async () => {
    const limit = allowance('test', 7, 60_000)
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, () => takeShared(db, limit, 'k', 1_000_000)),
    )
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(7)
    const refused = await takeShared(db, limit, 'k', 1_000_000)
    if (refused.ok) throw new Error('one too many')
    expect((await takeShared(db, limit, 'k', 1_000_000 + refused.waitMs)).ok).toBe(true)
    expect(await sweepShared(db, 2_000_000)).toBeGreaterThan(0)
    expect(await db.rateLimit.count({ where: { key: 'test:k' } })).toBe(0)
  })
})

describe('patience', () => {
  const silence = { headersMs: 300, requestMs: 600, checkMs: 100 }

  /** Sends `text`, then says nothing more; resolves with what came back once the server hangs up. */
  const dribble = (port: number, text: string) =>
    new Promise<string>((resolve, reject) => {
      let said = ''
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', chunk => {
        said += chunk
      })
      socket.once('close', () => resolve(said))
      socket.once('error', reject)
    })

  test('a client that never finishes its request is cut off', async () => {
    const other = await openStage({ patience: silence })
    const port = Number(new URL(other.url).port)
    expect(await dribble(port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toContain('408')
    const body =
      'POST /api/trpc/workspaces.create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
    expect(await dribble(port, body)).not.toContain('HTTP/1.1 200')
    await other.live.close()
    other.server.closeAllConnections()
    other.server.close()
  })

  test('headers without end are refused', async () => {
    const answer = await dribble(
      Number(new URL(stage.url).port),
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    )
    expect(answer).toContain('431')
  })
})

describe('operations', () => {
  test('livez answers without looking anywhere', async () => {
    expect(await (await stage.visitor().get('/livez')).json()).toEqual({ ok: true })
  })

  test('health names each part, and is 503 until all are there', async () => {
    await db.heartbeat.deleteMany()
    const alone = await stage.visitor().get('/api/health')
    expect(alone.status).toBe(503)
    expect(await alone.json()).toMatchObject({
      ok: false,
      database: { ok: true, state: 'up' },
      queue: { ok: true, state: 'up' },
      workers: { ok: false, state: 'missing', count: 0 },
      feed: { ok: false, state: 'missing' },
    })
    const beat = (process: string, kind: string, secondsAgo: number) =>
      db.heartbeat.create({
        data: { process, kind, at: new Date(stage.now().getTime() - secondsAgo * 1000) },
      })
    await beat('w1', 'worker', 3)
    await beat('w2', 'worker', 900)
    await beat('f', 'feed', 2)
    const up = await stage.visitor().get('/api/health')
    expect(up.status).toBe(200)
    expect(await up.json()).toMatchObject({
      ok: true,
      workers: { state: 'up', count: 1, ageSeconds: 3 },
      feed: { ageSeconds: 2 },
    })
    stage.advance(120_000)
    const late = await stage.visitor().get('/api/health')
    expect(late.status).toBe(503)
    expect(await late.json()).toMatchObject({ workers: { state: 'silent' }, feed: { state: 'silent' } })
  })

  test('metrics are for this machine when no token is set', async () => {
    expect((await stage.visitor().get('/api/metrics')).status).toBe(404)
    // A proxy on this machine that nobody told us to trust speaks for the whole world.
    const direct = await openStage({ proxies: 0 })
    expect((await direct.visitor().get('/api/metrics')).status).toBe(404)
    expect((await fetch(`${direct.url}/api/metrics`)).status).toBe(200)
    expect(direct.lines.filter(line => line.includes('TRUST_PROXY'))).toHaveLength(1)
    await direct.live.close()
    direct.server.closeAllConnections()
    direct.server.close()
    const local = await fetch(`${stage.url}/api/metrics`)
    expect(local.status).toBe(200)
    const text = await local.text()
    expect(text).toMatch(
      /sluice_http_request_duration_seconds_count\{method="GET",route="\/api\/health",status="200"\} \d/,
    )
    expect(text).toMatch(
      /sluice_call_duration_seconds_count\{path="session.me",type="query",outcome="OK"\} \d/,
    )
    expect(text).toContain('sluice_nodejs_eventloop_lag_seconds')
    expect(text).not.toContain('@example.com')
  })

  test('jobs, the outbox and silences are read from the database when asked', async () => {
    let gone = false
    const fragile = new Proxy(db, {
      get: (whole, name) => {
        if (gone) throw new Error('the database is gone')
        return Reflect.get(whole, name)
      },
    })
    watchDatabase(fragile, stage.now)
    await db.job.createMany({
      data: [1, 2, 3].map(() => ({ name: 'screen.run', title: 'secret title', payload: {} })),
    })
    await db.outbox.create({ data: { key: 'k', channel: 'mail', payload: {} } })
    stage.advance(60_000)
    const text = await (await fetch(`${stage.url}/api/metrics`)).text()
    expect(text).toMatch(/^sluice_jobs\{name="screen.run",state="queued"\} 3$/m)
    expect(Number(/^sluice_outbox_age_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(59)
    expect(Number(/^sluice_heartbeat_age_seconds\{kind="feed"\} (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(59)
    expect(text).not.toContain('secret title')
    gone = true
    const without = await fetch(`${stage.url}/api/metrics`)
    expect(without.status).toBe(200)
    const rest = await without.text()
    expect(rest).toContain('sluice_nodejs_eventloop_lag_seconds')
    expect(rest).not.toMatch(/^sluice_(jobs|heartbeat_age_seconds)[ {]/m)
    expect(rest).toMatch(/^sluice_outbox_age_seconds Nan$/im)
  })

  test('metrics with a token are for whoever brings it', async () => {
    const other = await openStage({ metricsToken: 'a-metrics-token-of-length' })
    const ask = (authorization?: string) =>
      other.visitor().ask(`${other.url}/api/metrics`, authorization ? { headers: { authorization } } : {})
    expect((await ask()).status).toBe(404)
    expect((await ask('Bearer wrong')).status).toBe(404)
    expect((await ask('Bearer a-metrics-token-of-length')).status).toBe(200)
    await other.live.close()
    other.server.closeAllConnections()
    other.server.close()
  })
})
