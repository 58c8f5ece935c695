// Two workspaces with one of everything, made straight in the database, and the people around them.
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import pino from 'pino'
import type { Context } from '@/server/api/context'
import { callerFactory } from '@/server/api/procedures'
import { appRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import type { Role } from '@/server/generated/prisma/enums'
import type { Actor } from '@/server/workspaces/actor'

/** Ids of one workspace's rows. A new kind of row that procedures take the id of belongs here. */
export type Side = Awaited<ReturnType<typeof makeSide>>

async function makeUser(name: string): Promise<Actor & { kind: 'user' }> {
  const id = `${name}-${randomUUID()}`
  const email = `${id}@example.com`
  await db.user.create({ data: { id, name, email } })
  return { kind: 'user', id, name, email, isGuest: false, sessionId: 'none' }
}

export async function makeSide(name: string) {
  const people = {} as Record<Role, Actor & { kind: 'user' }>
  const workspace = await db.workspace.create({
    data: { name, slug: `${name}-${randomUUID()}` },
    select: { id: true },
  })
  const workspaceId = workspace.id
  let memberId = ''
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    people[role] = await makeUser(role)
    const member = await db.member.create({
      data: { workspaceId, userId: people[role].id, role },
      select: { id: true },
    })
    if (role === 'member') memberId = member.id
  }
  const invited = await makeUser('invited')
  const invitation = await db.invitation.create({
    data: {
      workspaceId,
      email: invited.email,
      inviterId: people.owner.id,
      expiresAt: new Date(Date.now() + 86_400_000),
    },
    select: { id: true },
  })
  const key = await db.apiKey.create({
    data: {
      workspaceId,
      name: 'key',
      start: 'slc_0000',
      hash: randomUUID(),
      scopes: ['read', 'run', 'trade'],
    },
    select: { id: true },
  })
  const strategy = await db.strategy.create({
    data: {
      workspaceId,
      name: `${name} strategy`,
      versions: {
        create: {
          number: 1,
          kind: 'formula',
          document: 'none',
          digest: `digest of ${name}`,
          program: PROGRAM,
        },
      },
    },
    select: { id: true, versions: { select: { id: true } } },
  })
  const versionId = strategy.versions[0]?.id ?? ''
  const screen = await db.screen.create({
    data: {
      workspaceId,
      strategyId: strategy.id,
      name: `${name} screen`,
      timeframe: '1h',
      universe: { steps: [] },
    },
    select: { id: true },
  })
  const run = await db.screenRun.create({
    data: {
      workspaceId,
      screenId: screen.id,
      versionId,
      barTime: new Date(0),
      digest: 'digest',
      finishedAt: new Date(),
      rows: {
        create: { symbol: `${name.toUpperCase()}USD`, seq: 0, matched: true, close: 1, values: {} },
      },
    },
    select: { id: true },
  })
  const result = await db.backtestResult.create({
    data: { ...EMPTY_RESULT, workspaceId, address: `address of ${name}`, base: 'base' },
    select: { id: true },
  })
  const backtest = await db.backtest.create({
    data: {
      workspaceId,
      strategyId: strategy.id,
      versionId,
      name: `${name} backtest`,
      venue: 'simulated',
      timeframe: '1h',
      universe: { steps: [{ kind: 'symbols', symbols: ['ANVILUSD'] }] },
      settings: {},
      digest: 'digest',
      from: new Date(Date.UTC(2026, 0, 5)),
      to: new Date(Date.UTC(2026, 0, 6)),
      resultId: result.id,
    },
    select: { id: true },
  })
  const share = await db.backtestShare.create({
    data: { workspaceId, backtestId: backtest.id, hash: randomUUID() },
    select: { id: true },
  })
  const tuned = await db.strategy.create({
    data: {
      workspaceId,
      name: `${name} tuned strategy`,
      versions: {
        create: { number: 1, kind: 'formula', document: TUNED, digest: 'tuned', program: TUNED_PROGRAM },
      },
    },
    select: { id: true, versions: { select: { id: true } } },
  })
  const optimisation = await db.optimisation.create({
    data: {
      workspaceId,
      strategyId: tuned.id,
      versionId: tuned.versions[0]?.id ?? '',
      name: `${name} search`,
      venue: 'simulated',
      timeframe: '1h',
      universe: { steps: [{ kind: 'symbols', symbols: ['ANVILUSD'] }] },
      settings: {},
      space: { params: { length: { kind: 'values', values: [3, 5] } }, sampling: { kind: 'grid' } },
      choosing: {},
      trials: 2,
      shardSize: 1,
      from: new Date(Date.UTC(2026, 0, 5)),
      to: new Date(Date.UTC(2026, 0, 6)),
      pausedAt: new Date(0),
    },
    select: { id: true },
  })
  const universe = await db.universe.create({
    data: { workspaceId, name: `${name} universe`, venue: 'simulated', chain: { steps: [] } },
    select: { id: true },
  })
  const symbol = await db.importedSymbol.create({
    data: {
      workspaceId,
      symbol: `${name.toUpperCase()}FILE`,
      name: `${name} file`,
      currency: 'USD',
      calendar: 'always',
      timeframe: '1d',
      decimals: 2,
      lot: 1,
      source: 'bars.csv',
      bars: 0,
      firstTime: 0,
      lastTime: 0,
    },
    select: { id: true },
  })
  const file = await db.fileImport.create({
    data: { workspaceId, symbol: 'FILE', fileName: `${name}.csv`, options: {} },
    select: { id: true },
  })
  const job = await db.job.create({
    data: { workspaceId, name: 'screen.run', title: `${name} job`, payload: {}, screenRunId: run.id },
    select: { id: true },
  })
  return {
    people,
    invited,
    ids: {
      workspaceId,
      memberId,
      invitationId: invitation.id,
      keyId: key.id,
      strategyId: strategy.id,
      versionId,
      screenId: screen.id,
      runId: run.id,
      jobId: job.id,
      universeId: universe.id,
      symbolId: symbol.id,
      backtestId: backtest.id,
      tunedId: tuned.id,
      optimisationId: optimisation.id,
      shareId: share.id,
      importId: file.id,
    },
  }
}

const CLOSE = {
  op: 'close',
  inputs: [],
  params: {},
  type: { kind: 'number', clock: { timeframe: null, instrument: null } },
}

const nothing = Uint8Array.from(gzipSync('{}'))
/** As much of a result as reading one needs. */
const EMPTY_RESULT = {
  summary: {},
  report: Uint8Array.from(
    gzipSync('{"digest":"digest","stats":{},"undefinedStats":{},"basis":{"periodsPerYear":365}}'),
  ),
  page: nothing,
  lists: Uint8Array.from(gzipSync('{"trades":[],"openTrades":[],"rejectedSignals":[],"denied":[]}')),
  equity: nothing,
  tookMs: 0,
}

/** As much of a compiled program as asking for a run reads. */
const PROGRAM = {
  digest: 'digest',
  columns: [],
  outputs: { filter: 0 },
  params: [],
  nodes: [CLOSE],
  names: [],
  origins: [[]],
}

/** A strategy with a parameter that can be searched for. */
const TUNED = `export default strategy({ name: 'Tuned', timeframe: '1h', params: { length: int(4, 2, 50) } },
  ({ close, ta, params }) => ({ filter: close > ta.sma(close, params.length) }))`
const LENGTH = { name: 'length', kind: 'int', value: 4, default: 4, min: 2, max: 50, step: null, title: '' }
const TUNED_PROGRAM = { ...PROGRAM, params: [LENGTH] }

export const nobody: Actor = { kind: 'nobody' }

export function contextOf(actor: Actor): Context {
  return {
    requestId: 'test',
    ip: '127.0.0.1',
    actor,
    log: pino({ enabled: false }),
    mail: { isConfigured: true, send: async () => {} },
    oauthProviders: [],
    publicUrl: 'http://localhost',
    now: () => new Date(),
    spend: () => {},
    occupy: () => () => {},
    drained: async () => {},
  }
}

const callerOf = callerFactory(appRouter)

/** Calls a procedure by its path. Of a subscription, the first thing it says, or null when it stays silent. */
export async function call(actor: Actor, path: string, input: unknown): Promise<unknown> {
  const caller = callerOf(contextOf(actor)) as unknown
  const procedure = path.split('.').reduce((at, name) => (at as Record<string, unknown>)[name], caller)
  const result = await (procedure as (input: unknown) => Promise<unknown>)(input)
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result
  const events = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  const silence = new Promise<null>(resolve => setTimeout(() => resolve(null), 1500))
  const first = await Promise.race([events.next(), silence])
  void events.return?.()
  return first === null ? null : first.value
}

/** The content of every table in one word each: equal before and after means nothing was written. */
export async function fingerprint(): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ print: string | null }[]>(
      `select md5(string_agg(t::text, E'\\n' order by t::text)) as print from "${name}" t`,
    )
    prints[name] = row?.print ?? ''
  }
  return prints
}
