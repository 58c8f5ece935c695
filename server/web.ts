// The web process: API, sockets and pages on one port. The supervisor starts it; in production it may stand alone.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import next from 'next'
import { createAuth } from './api/auth/auth'
import { oauthFrom } from './api/auth/providers'
import { openLive } from './api/live'
import { systemClock } from './clock'
import { db } from './db/client'
import { settings } from './env'
import { watchFeeds } from './feed/metrics'
import { closeGuests } from './guests/service'
import { health } from './health'
import { createWeb, type Web } from './http/handler'
import { apiLimits } from './http/limits'
import { createServer } from './http/server'
import { createLog } from './log'
import { createMail } from './mail'
import { watchDatabase } from './metrics'
import { queuePing } from './queuePing'
import { bus } from './services'
import { adoptGuest, welcomeGuest } from './workspaces/guests'
import { startSweeping } from './workspaces/sweeping'

const DRAIN_MS = 5_000
const LEAVE_MS = 8_000

const set = settings()
const log = createLog('web', set)
const now = () => new Date(systemClock.now())
const development = !set.production

const server = createServer()

// Taken before anything slow is prepared: a port in use is known at once, and early callers are told to come back.
let web: Web | undefined
let stopping = false
server.on('request', (req, res) =>
  web ? web.request(req, res) : res.writeHead(503, { 'Retry-After': '1' }).end(),
)
// The server waits for its upgraded sockets too, but knows no way to close them.
const upgraded = new Set<Duplex>()
server.on('upgrade', (req, socket, head) => {
  if (!web) return void socket.destroy()
  upgraded.add(socket)
  socket.once('close', () => upgraded.delete(socket))
  web.upgrade(req, socket, head)
})
await listen()

// A server that listens on a port has an address of this kind.
const bound = server.address() as AddressInfo
const publicUrl = (set.PUBLIC_URL ?? addressOf(bound)).replace(/\/+$/, '')
const mail = createMail({
  smtpUrl: set.SMTP_URL ?? null,
  from: set.MAIL_FROM,
  log,
  printUnsent: development,
})
const providers = oauthFrom(set)
const auth = createAuth({
  db,
  secret:
    set.AUTH_SECRET ??
    fail('AUTH_SECRET is not set. `npm start` makes one; a web process of its own needs it given.'),
  publicUrl,
  providers,
  mail,
  log,
  welcomeGuest: guestId => welcomeGuest(db, guestId),
  adoptGuest: (guestId, user) => adoptGuest(db, guestId, user),
})
const live = openLive(db, log)

// Next listens for upgrades on whatever server it is given and hangs up on those it takes for pages, `/live` among
// them. It gets a server that never listens; what is meant for it is handed over below.
const behind = new http.Server()
const pages = next({ dev: development, hostname: set.HOST, port: bound.port, httpServer: behind })
// The first visitor should not wait for what can be made ready meanwhile.
await Promise.all([pages.prepare(), auth.$context, warm()])
const answerPage = pages.getRequestHandler()

const pingQueue = queuePing(db, set.REDIS_URL)
watchDatabase(db, now)
watchFeeds(db)
web = createWeb({
  publicUrl,
  development,
  proxies: set.TRUST_PROXY,
  metricsToken: set.METRICS_TOKEN ?? null,
  importMaxBytes: set.IMPORT_MAX_MB * 2 ** 20,
  auth,
  live,
  mail,
  log,
  now,
  oauthProviders: Object.keys(providers),
  limits: apiLimits(systemClock.now),
  health: () => health({ db, pingQueue, now }),
  pages: answerPage,
  otherUpgrade: async (req, socket, head) => {
    if (development && req.url?.startsWith('/_next/')) behind.emit('upgrade', req, socket, head)
    else socket.destroy()
  },
})
const stopSweeping = startSweeping({ db, guestDays: set.GUEST_DAYS, now, log })

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
process.once('disconnect', () => void stop('the supervisor is gone'))
process.send?.({ ready: publicUrl })
log.info({ url: publicUrl }, 'ready')

/** One row through client, pool and adapter: their first query costs more than the next hundred. */
async function warm(): Promise<void> {
  // A database that is not there yet keeps nobody from starting; health says so.
  await db.workspace.findFirst({ select: { id: true } }).catch(() => {})
}

/** Takes no new work, lets what runs come to its end, then leaves. */
async function stop(reason: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ reason }, 'stopping')
  // Whatever hangs must not keep the process: its supervisor waits for it.
  setTimeout(() => process.exit(0), LEAVE_MS).unref()
  stopSweeping()
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  // A connection whose answer is out would stay open for the next request, which will not come.
  const letGo = setInterval(() => server.closeIdleConnections(), 50)
  // Streams have no end of their own.
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await live.close()
  for (const socket of upgraded) socket.destroy()
  await closed
  clearInterval(letGo)
  clearTimeout(cut)
  await pages.close()
  closeGuests()
  await bus.close()
  await db.$disconnect()
  process.exit(0)
}

async function listen(): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(set.PORT, set.HOST, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    fail(
      code === 'EADDRINUSE'
        ? `Port ${set.PORT} on ${set.HOST} is taken. Stop what runs there, or set PORT to another one (0 takes a free one).`
        : code === 'EACCES'
          ? `Port ${set.PORT} may not be opened by this user. Set PORT to 1024 or more.`
          : `Can't listen on ${set.HOST}:${set.PORT}: ${message}`,
    )
  }
}

/** One clear line instead of a stack: what is wrong is outside this program. */
function fail(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(78) // EX_CONFIG
}

function addressOf({ address, port, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
