import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, PASSWORD, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const signIn = (who: ReturnType<Stage['visitor']>, email: string, password = PASSWORD) =>
  who.post('/api/auth/sign-in/email', { email, password })

test('signing up signs in, and the session says who it is', async () => {
  const ann = await stage.signUp('Ann')
  const me = await ann.api.session.me.query()
  expect(me.user).toEqual({ id: ann.id, name: 'Ann', email: ann.email, isGuest: false })
  expect(me.workspaces).toEqual([])
})

test('nobody is somebody without a cookie', async () => {
  const me = await stage.visitor().api.session.me.query()
  expect(me.user).toBeNull()
})

test('the session cookie is out of reach of scripts and other sites', async () => {
  const who = stage.visitor()
  const response = await who.post('/api/auth/sign-in/anonymous', {})
  const cookie = response.headers.getSetCookie().find(line => line.startsWith('sluice.session_token='))
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(cookie).toMatch(/Path=\//i)
  expect(cookie).not.toMatch(/Domain=/i)
})

test('over https the cookie is Secure and bound to the host', async () => {
  const secure = await openStage({ publicUrl: 'https://desk.example.com' })
  try {
    const response = await secure.visitor().post('/api/auth/sign-in/anonymous', {})
    const cookie = response.headers.getSetCookie().find(line => line.includes('session_token='))
    expect(cookie).toMatch(/^__Secure-sluice\.session_token=/)
    expect(cookie).toMatch(/;\s*Secure/i)
  } finally {
    await secure.live.close()
    secure.server.closeAllConnections()
    secure.server.close()
  }
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const ann = await stage.signUp()
  const stolen = ann.cookie()
  expect((await ann.post('/api/auth/sign-out', {})).status).toBe(200)
  const thief = stage.visitor()
  const answer = await thief.ask(`${stage.url}/api/auth/get-session`, { headers: { cookie: stolen } })
  expect(await answer.json()).toBeNull()
})

test('somebody sees where they are signed in, and signs out there from here', async () => {
  const ann = await stage.signUp()
  const laptop = stage.visitor()
  await signIn(laptop, ann.email)
  const sessions = await ann.api.session.list.query()
  expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true])
  const other = sessions.find(({ isThis }) => !isThis)
  await ann.api.session.end.mutate({ sessionId: other?.id ?? '' })
  expect((await laptop.api.session.me.query()).user).toBeNull()
  expect((await ann.api.session.me.query()).user?.id).toBe(ann.id)
})

test('nobody ends the session of somebody else', async () => {
  const ann = await stage.signUp()
  const eve = await stage.signUp()
  const [session] = await ann.api.session.list.query()
  await expect(eve.api.session.end.mutate({ sessionId: session?.id ?? '' })).rejects.toMatchObject({
    data: { code: 'NOT_FOUND' },
  })
  expect((await ann.api.session.me.query()).user?.id).toBe(ann.id)
})

test('a session in use is prolonged once a day, in the table and in the browser', async () => {
  const ann = await stage.signUp()
  const at = (days: number) => new Date(Date.now() + days * 86_400_000)
  const me = () => ann.get('/api/trpc/session.me')
  expect((await me()).headers.getSetCookie()).toEqual([])
  await db.session.updateMany({ where: { userId: ann.id }, data: { expiresAt: at(27), updatedAt: at(-3) } })
  const answer = await me()
  expect(answer.headers.getSetCookie().join()).toMatch(/sluice\.session_token=.*Max-Age=2592000/)
  const { expiresAt, updatedAt } = await db.session.findFirstOrThrow({ where: { userId: ann.id } })
  expect(expiresAt.getTime()).toBeGreaterThan(at(29.9).getTime())
  expect(updatedAt.getTime()).toBeGreaterThan(at(-0.1).getTime())
  expect((await ann.api.session.me.query()).user?.id).toBe(ann.id)
})

test('a session that ended is nobody', async () => {
  const ann = await stage.signUp()
  await db.session.updateMany({ where: { userId: ann.id }, data: { expiresAt: new Date(Date.now() - 1) } })
  expect((await ann.api.session.me.query()).user).toBeNull()
})

test('a wrong password and an unknown address get the same answer', async () => {
  const ann = await stage.signUp()
  const wrong = await signIn(stage.visitor(), ann.email, 'not the password')
  const unknown = await signIn(stage.visitor(), 'nobody@example.com', 'not the password')
  expect(wrong.status).toBe(401)
  expect(unknown.status).toBe(401)
  expect(await wrong.json()).toEqual(await unknown.json())
})

test('a password is stored as a salted scrypt hash', async () => {
  const ann = await stage.signUp()
  const { password } = await db.account.findFirstOrThrow({
    where: { userId: ann.id },
    select: { password: true },
  })
  expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
})

test('a short password is refused', async () => {
  const answer = await stage
    .visitor()
    .post('/api/auth/sign-up/email', { name: 'Ann', email: 'short@example.com', password: 'short' })
  expect(answer.status).toBe(400)
})

test('a forgotten password is replaced by mail, once, and ends other sessions', async () => {
  const ann = await stage.signUp()
  const who = stage.visitor()
  expect((await who.post('/api/auth/request-password-reset', { email: ann.email })).status).toBe(200)
  const letter = stage.letters.findLast(({ to }) => to === ann.email)
  const link = new URL(letter?.text.find(line => line.startsWith('http')) ?? '')
  expect(link.pathname).toBe('/reset')
  const token = link.searchParams.get('token')
  const newPassword = 'another horse battery'
  expect((await who.post('/api/auth/reset-password', { token, newPassword })).status).toBe(200)
  expect(
    (await who.post('/api/auth/reset-password', { token, newPassword: 'a third password' })).status,
  ).toBe(400)
  expect((await ann.api.session.me.query()).user).toBeNull()
  expect((await signIn(who, ann.email)).status).toBe(401)
  expect((await signIn(who, ann.email, newPassword)).status).toBe(200)
})

test('asking to reset an unknown address looks the same and sends nothing', async () => {
  const before = stage.letters.length
  const answer = await stage
    .visitor()
    .post('/api/auth/request-password-reset', { email: 'nobody@example.com' })
  expect(answer.status).toBe(200)
  expect(stage.letters.length).toBe(before)
})

test('a sixth guess within a minute at one account is told to wait', async () => {
  const ann = await stage.signUp()
  const thief = stage.visitor()
  const guesses = await Promise.all(
    Array.from({ length: 8 }, () => signIn(thief, ann.email, 'a guess, and wrong')),
  )
  const statuses = guesses.map(({ status }) => status).sort()
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  const refused = guesses.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused?.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 })
  // Somebody else's guesses do not lock Ann out.
  expect((await signIn(stage.visitor(), ann.email)).status).toBe(200)
  stage.advance(61_000)
  expect((await signIn(thief, ann.email)).status).toBe(200)
})

test('guesses spread over many addresses are limited by account', async () => {
  const ann = await stage.signUp()
  const statuses: number[] = []
  for (let round = 0; round < 13; round++) {
    const thief = stage.visitor()
    for (let guess = 0; guess < 5; guess++) statuses.push((await signIn(thief, ann.email, 'wrong')).status)
  }
  expect(statuses.filter(status => status === 429).length).toBeGreaterThanOrEqual(1)
  stage.advance(700_000)
})

test('another site can neither sign somebody in nor out', async () => {
  const ann = await stage.signUp()
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
    const answer = await ann.post('/api/auth/sign-out', {}, headers)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'FOREIGN_ORIGIN' })
  }
  expect((await ann.api.session.me.query()).user?.id).toBe(ann.id)
})

test('a form can not post to the auth routes', async () => {
  const answer = await stage.visitor().ask(`${stage.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ email: 'a@example.com', password: PASSWORD }),
  })
  expect(answer.status).toBe(415)
})

test.each([
  '/api/auth/organization/create',
  '/api/auth/api-key/create',
  '/api/auth/delete-user',
  '/api/auth/change-email',
  '/api/auth/link-social',
  '/api/auth/delete-anonymous-user',
  '/api/auth/sign-in/email/',
  '/api/auth/constructor',
])('%s is not reachable', async path => {
  const ann = await stage.signUp()
  expect((await ann.post(path, {})).status).toBe(404)
})

test('localhost and 127.0.0.1 are the same place', async () => {
  const who = stage.visitor()
  const origin = stage.url.replace('127.0.0.1', 'localhost')
  expect((await who.post('/api/auth/sign-in/anonymous', {}, { origin })).status).toBe(200)
})

test('a client can not forge the address it is limited by', async () => {
  const ann = await stage.signUp()
  const statuses: number[] = []
  for (let guess = 0; guess < 7; guess++) {
    const answer = await ann.post(
      '/api/auth/sign-in/email',
      { email: ann.email, password: 'wrong guess' },
      { 'x-forwarded-for': `6.6.6.${guess}, ${ann.address}`, 'x-sluice-address': `7.7.7.${guess}` },
    )
    statuses.push(answer.status)
  }
  expect(statuses.slice(5)).toEqual([429, 429])
})

test('nobody gives themselves what only we give', async () => {
  const guest = await stage.guest()
  await guest.post('/api/auth/update-user', { name: 'Not a guest', isAnonymous: false, emailVerified: true })
  expect((await guest.api.session.me.query()).user?.isGuest).toBe(true)
  const who = stage.visitor()
  const email = 'mass@example.com'
  await who.post('/api/auth/sign-up/email', {
    name: 'Mass',
    email,
    password: PASSWORD,
    emailVerified: true,
    isAnonymous: true,
    id: 'chosen',
  })
  const user = await db.user.findUnique({ where: { email } })
  expect(user?.emailVerified ?? false).toBe(false)
  expect(user?.isAnonymous ?? false).toBe(false)
  expect(user?.id).not.toBe('chosen')
})

test('a provider that is switched on sends people to it, and back to us', async () => {
  const google = { clientId: 'our-client', clientSecret: 'our-secret' }
  const other = await openStage({ providers: { google }, publicUrl: 'https://desk.example.com' })
  const who = other.visitor()
  expect((await who.api.session.me.query()).oauthProviders).toEqual(['google'])
  const answer = await who.post('/api/auth/sign-in/social', { provider: 'google', callbackURL: '/' })
  const { url } = (await answer.json()) as { url: string }
  const to = new URL(url)
  expect(to.origin).toBe('https://accounts.google.com')
  expect(to.searchParams.get('redirect_uri')).toBe('https://desk.example.com/api/auth/callback/google')
  expect(to.searchParams.get('client_id')).toBe('our-client')
  for (const callbackURL of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
  ]) {
    const away = await who.post('/api/auth/sign-in/social', { provider: 'google', callbackURL })
    expect(away.status, callbackURL).toBe(403)
  }
  expect((await who.post('/api/auth/sign-in/social', { provider: 'github' })).status).toBe(404)
  await other.live.close()
  other.server.closeAllConnections()
  other.server.close()
})

test('what fails on our side is an error in the log, and what people do wrong is not', async () => {
  const errors = () => stage.lines.filter(line => JSON.parse(line).level >= 50)
  const before = errors().length
  expect((await signIn(stage.visitor(), 'nobody@example.com')).status).toBe(401)
  expect(errors()).toHaveLength(before)
  await db.$executeRaw`alter table "Account" rename to "Elsewhere"`
  try {
    const answer = await stage
      .visitor()
      .post('/api/auth/sign-up/email', { name: 'Eve', email: 'eve@example.com', password: PASSWORD })
    expect(answer.status).toBe(500)
    expect(errors().join()).toContain('the auth library failed')
    expect(errors().join()).not.toContain(PASSWORD)
  } finally {
    await db.$executeRaw`alter table "Elsewhere" rename to "Account"`
  }
})
