// The real web process without its pages: every door, a real database, a clock that can be moved, mails that are kept.
import type { AddressInfo } from 'node:net'
import { createTRPCClient, httpBatchLink, httpLink, type TRPCClient } from '@trpc/client'
import type { SocialProviders } from 'better-auth/social-providers'
import superjson from 'superjson'
import { createAuth } from '@/server/api/auth/auth'
import { openLive } from '@/server/api/live'
import type { AppRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { closeGuests } from '@/server/guests/service'
import { health } from '@/server/health'
import { createWeb, type WebParts } from '@/server/http/handler'
import { apiLimits } from '@/server/http/limits'
import { createServer, type Patience } from '@/server/http/server'
import { createLog } from '@/server/log'
import type { Letter } from '@/server/mail'
import { queuePing } from '@/server/queuePing'
import { bus } from '@/server/services'
import { adoptGuest, welcomeGuest } from '@/server/workspaces/guests'

export const PASSWORD = 'correct horse battery'

export type Stage = Awaited<ReturnType<typeof openStage>>

export async function openStage(
  changes: Partial<WebParts> & {
    mailIsConfigured?: boolean
    patience?: Patience
    providers?: SocialProviders
  } = {},
) {
  const letters: Letter[] = []
  const lines: string[] = []
  let aheadMs = 0
  // Time stands still unless a test moves it: limits must not depend on how fast this machine is.
  const began = Date.now()
  const nowMs = () => began + aheadMs
  const now = () => new Date(nowMs())
  const log = createLog(
    'web',
    { LOG_LEVEL: 'debug', LOG_FORMAT: 'json' },
    { write: line => void lines.push(line) },
  )
  const mail = {
    isConfigured: changes.mailIsConfigured ?? true,
    send: async (letter: Letter) => void letters.push(letter),
  }
  const server = createServer(changes.patience)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicUrl = changes.publicUrl ?? url
  const auth = createAuth({
    db,
    secret: 'a secret for tests, long enough to sign with',
    publicUrl,
    providers: changes.providers ?? {},
    mail,
    log,
    welcomeGuest: guestId => welcomeGuest(db, guestId),
    adoptGuest: (guestId, user) => adoptGuest(db, guestId, user),
  })
  const live = openLive(db, log)
  const web = createWeb({
    auth,
    live,
    mail,
    log,
    now,
    publicUrl,
    development: false,
    proxies: 1,
    metricsToken: null,
    importMaxBytes: 64 * 2 ** 20,
    oauthProviders: Object.keys(changes.providers ?? {}),
    limits: apiLimits(nowMs),
    health: () => health({ db, now, pingQueue: queuePing(db, undefined) }),
    pages: async (req, res) => {
      res.setHeader('Content-Type', 'text/html')
      res.end(`<html><script nonce="${String(req.headers['x-nonce'])}"></script></html>`)
    },
    otherUpgrade: async (_req, socket) => void socket.destroy(),
    ...changes,
  })
  server.on('request', web.request)
  server.on('upgrade', web.upgrade)

  let addresses = 0

  /** Somebody with a cookie jar and an address of their own, not signed in yet. */
  function visitor() {
    const jar = new Map<string, string>()
    const address = `10.0.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = (): Record<string, string> => ({
      'x-forwarded-for': address,
      origin: new URL(publicUrl).origin,
      ...(jar.size > 0 && { cookie: cookie() }),
    })
    const ask: typeof fetch = async (to, init) => {
      const response = await fetch(to, {
        ...init,
        headers: { ...headers(), ...toRecord(init?.headers) },
        redirect: 'manual',
      })
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(/;\s*/)
        const at = pair.indexOf('=')
        if (attributes.some(attribute => /^max-age=0$/i.test(attribute))) jar.delete(pair.slice(0, at))
        else jar.set(pair.slice(0, at), pair.slice(at + 1))
      }
      return response
    }
    return {
      jar,
      address,
      cookie,
      headers,
      ask,
      get: (path: string) => ask(`${url}${path}`),
      post: (path: string, body: unknown, extra: Record<string, string> = {}) =>
        ask(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...extra },
          body: JSON.stringify(body),
        }),
      api: createTRPCClient<AppRouter>({
        links: [httpLink({ url: `${url}/api/trpc`, transformer: superjson, fetch: ask })],
      }),
      batched: createTRPCClient<AppRouter>({
        links: [httpBatchLink({ url: `${url}/api/trpc`, transformer: superjson, fetch: ask })],
      }),
    }
  }

  let people = 0

  async function signUp(name = `Person ${people + 1}`, from = visitor()) {
    const email = `person${++people}.${Math.random().toString(36).slice(2, 8)}@example.com`
    const response = await from.post('/api/auth/sign-up/email', { name, email, password: PASSWORD })
    if (!response.ok)
      throw new Error(
        [`sign-up answered ${response.status}: ${await response.text()}`, ...lines.slice(-5)].join('\n'),
      )
    const { user } = (await response.json()) as { user: { id: string } }
    return { ...from, id: user.id, name, email }
  }

  async function guest(from = visitor()) {
    const response = await from.post('/api/auth/sign-in/anonymous', {})
    if (!response.ok) throw new Error(`guest sign-in answered ${response.status}: ${await response.text()}`)
    const { user } = (await response.json()) as { user: { id: string } }
    const { workspaces } = await from.api.session.me.query()
    return { ...from, id: user.id, workspaceId: workspaces[0]?.id ?? '' }
  }

  /** Somebody with a workspace they own. */
  async function owner(name?: string) {
    const person = await signUp(name)
    const workspace = await person.api.workspaces.create.mutate({ name: `${person.name}'s desk` })
    return { ...person, workspaceId: workspace.id }
  }

  /** A new person who joins a workspace by invitation. */
  async function joined(
    host: { api: TRPCClient<AppRouter>; workspaceId: string },
    role: 'admin' | 'member' | 'viewer' | 'owner',
  ) {
    const person = await signUp()
    const { id } = await host.api.members.invite.mutate({
      workspaceId: host.workspaceId,
      email: person.email,
      role,
    })
    await person.api.invitations.accept.mutate({ invitationId: id })
    const { id: memberId } = await db.member.findFirstOrThrow({
      where: { workspaceId: host.workspaceId, userId: person.id },
      select: { id: true },
    })
    return { ...person, workspaceId: host.workspaceId, memberId }
  }

  return {
    url,
    server,
    live,
    letters,
    lines,
    auth,
    now,
    advance: (ms: number) => {
      aheadMs += ms
    },
    visitor,
    signUp,
    guest,
    owner,
    joined,
    close: async () => {
      await live.close()
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
      closeGuests()
      await bus.close()
      await db.$disconnect()
    },
  }
}

export type Person = Awaited<ReturnType<Stage['signUp']>>

function toRecord(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(new Headers(headers).entries())
}

/** The code that a refused call carries, or `OK`. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'OK'
  } catch (error) {
    const data = (error as { data?: { code?: string } }).data
    if (!data?.code) throw error
    return data.code
  }
}
