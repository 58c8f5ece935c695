import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const CANARY = 'canary-password-7Qz!'

test('no password, cookie, key or token is in a log, an error or a page', async () => {
  const who = stage.visitor()
  const answers: string[] = []
  const keep = async (response: Response) => {
    answers.push(
      await response.text(),
      JSON.stringify([...response.headers].filter(([name]) => name !== 'set-cookie')),
    )
    return response
  }
  const email = 'canary@example.com'
  await keep(await who.post('/api/auth/sign-up/email', { name: 'Canary', email, password: CANARY }))
  const session = [...who.jar.values()].join(' ').split('.')[0] ?? ''
  expect(session.length).toBeGreaterThan(10)

  const workspace = await who.api.workspaces.create.mutate({ name: 'Canary' })
  const { secret } = await who.api.apiKeys.create.mutate({
    workspaceId: workspace.id,
    name: 'ci',
    scopes: ['read'],
  })
  await who.post('/api/auth/request-password-reset', { email })
  const token = /token=([\w-]+)/.exec(stage.letters.at(-1)?.text.join(' ') ?? '')?.[1] ?? ''
  expect(token.length).toBeGreaterThan(10)

  // Wherever they may be put by mistake, and whatever goes wrong then.
  const bearer = { authorization: `Bearer ${secret}` }
  await keep(await who.post('/api/auth/sign-in/email', { email, password: `${CANARY}x` }))
  await keep(await who.post('/api/auth/sign-in/email', { email: CANARY, password: CANARY }))
  await keep(await who.post('/api/auth/reset-password', { token: `${token}x`, newPassword: CANARY }))
  await keep(await who.get(`/reset-password?token=${token}`))
  await keep(await who.get(`/api/trpc/nothing?token=${token}&password=${CANARY}`))
  await keep(
    await who.post('/api/trpc/workspaces.create', { json: { name: 7, password: CANARY, key: secret } }),
  )
  await keep(await who.ask(`${stage.url}/api/v1/workspace`, { headers: bearer }))
  await keep(await who.ask(`${stage.url}/api/v1/workspace/${secret}`, { headers: bearer }))
  await keep(
    await who.ask(`${stage.url}/api/v1/nothing`, { headers: { authorization: `Bearer ${secret}0` } }),
  )
  await keep(await who.ask(`${stage.url}/api/trpc/workspaces.create`, { method: 'POST', body: CANARY }))

  // A failure that nobody foresaw, with secrets in its words.
  const failing = await openStage({
    health: async () => {
      throw new Error(
        `could not connect to postgresql://sluice:${CANARY}@db/x with Bearer ${secret} and ?token=${token}`,
      )
    },
  })
  await keep(await failing.visitor().get('/api/health'))
  await failing.live.close()
  failing.server.closeAllConnections()
  failing.server.close()

  const logs = [...stage.lines, ...failing.lines].join('\n')
  expect(logs).toContain('a request failed')
  const written = `${logs}\n${answers.join('\n')}`
  for (const [what, canary] of Object.entries({ password: CANARY, session, key: secret, token })) {
    expect(written.includes(canary), `the ${what} is somewhere it must not be`).toBe(false)
  }
})

test('the database keeps no secret that opens anything', async () => {
  const rows = JSON.stringify(
    await Promise.all([
      db.account.findMany(),
      db.apiKey.findMany(),
      db.auditEntry.findMany(),
      db.rateLimit.findMany(),
    ]),
  )
  expect(rows).not.toContain(CANARY)
  expect(rows).not.toMatch(/slc_[0-9a-f]{64}/)
})
