// A database client that sees one workspace. A query can't forget its workspace, because it never says it.
import type { PrismaClient } from '../generated/prisma/client'

type Values = Record<string, unknown>
type Args = { where?: Values; data?: Values | Values[]; create?: Values; update?: Values }

type Tenant = {
  /** The filter that keeps a query inside the workspace. */
  readonly within: (workspaceId: string) => Values
  /** Columns that name another tenant row: `strategyId` is the relation `strategy` to a Strategy. */
  readonly parents?: Readonly<Record<string, { readonly relation: string; readonly model: string }>>
}

const own = (workspaceId: string): Values => ({ workspaceId })

/** A model that is not listed is refused: users and sessions are nobody's tenant data. */
const tenants: Readonly<Record<string, Tenant>> = {
  Workspace: { within: id => ({ id }) },
  Member: { within: own },
  Invitation: { within: own },
  ApiKey: { within: own },
  AuditEntry: { within: own },
  Strategy: { within: own },
  StrategyVersion: {
    within: workspaceId => ({ strategy: { workspaceId } }),
    parents: { strategyId: { relation: 'strategy', model: 'Strategy' } },
  },
  StrategyDraft: {
    within: workspaceId => ({ strategy: { workspaceId } }),
    parents: { strategyId: { relation: 'strategy', model: 'Strategy' } },
  },
  Screen: { within: own, parents: { strategyId: { relation: 'strategy', model: 'Strategy' } } },
  ScreenRun: {
    within: own,
    parents: {
      screenId: { relation: 'screen', model: 'Screen' },
      versionId: { relation: 'version', model: 'StrategyVersion' },
    },
  },
  ScreenRow: {
    within: workspaceId => ({ run: { workspaceId } }),
    parents: { runId: { relation: 'run', model: 'ScreenRun' } },
  },
  ImportedSymbol: { within: own },
  FileImport: { within: own },
  Universe: { within: own },
  Backtest: {
    within: own,
    parents: {
      strategyId: { relation: 'strategy', model: 'Strategy' },
      versionId: { relation: 'version', model: 'StrategyVersion' },
      resultId: { relation: 'result', model: 'BacktestResult' },
    },
  },
  BacktestResult: { within: own },
  BacktestShare: { within: own, parents: { backtestId: { relation: 'backtest', model: 'Backtest' } } },
  Optimisation: {
    within: own,
    parents: {
      strategyId: { relation: 'strategy', model: 'Strategy' },
      versionId: { relation: 'version', model: 'StrategyVersion' },
    },
  },
  OptimisationShard: {
    within: workspaceId => ({ optimisation: { workspaceId } }),
    parents: { optimisationId: { relation: 'optimisation', model: 'Optimisation' } },
  },
  Job: {
    within: own,
    parents: {
      screenRunId: { relation: 'screenRun', model: 'ScreenRun' },
      backtestId: { relation: 'backtest', model: 'Backtest' },
      optimisationId: { relation: 'optimisation', model: 'Optimisation' },
    },
  },
}

/** The operation's arguments, held inside the workspace. Exported for its test. */
export function confine(model: string, operation: string, args: Args, workspaceId: string): Args {
  const tenant = tenants[model]
  if (!tenant) throw new Error(`${model} has no workspace; use the plain client there and say why`)
  const where = () => ({ ...args.where, AND: [tenant.within(workspaceId), ...listed(args.where?.AND)] })
  switch (operation) {
    case 'findUnique':
    case 'findUniqueOrThrow':
    case 'findFirst':
    case 'findFirstOrThrow':
    case 'findMany':
    case 'count':
    case 'aggregate':
    case 'groupBy':
    case 'delete':
    case 'deleteMany':
      return { ...args, where: where() }
    case 'update':
      return { ...args, where: where(), data: linked(tenant, one(args.data), workspaceId) }
    case 'updateMany':
    case 'updateManyAndReturn':
      return { ...args, where: where(), data: plain(model, tenant, one(args.data)) }
    case 'create':
      return { ...args, data: created(model, tenant, one(args.data), workspaceId) }
    case 'upsert':
      return {
        ...args,
        where: where(),
        create: created(model, tenant, args.create ?? {}, workspaceId),
        update: linked(tenant, args.update ?? {}, workspaceId),
      }
    case 'createMany':
    case 'createManyAndReturn':
      return {
        ...args,
        data: listed(args.data).map(row => ({ ...plain(model, tenant, row as Values), workspaceId })),
      }
    default:
      throw new Error(`A scoped client does not offer ${operation}`)
  }
}

const listed = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
const one = (data: Args['data']): Values => (Array.isArray(data) ? (data[0] ?? {}) : (data ?? {}))

function created(model: string, tenant: Tenant, data: Values, workspaceId: string): Values {
  const row = linked(tenant, data, workspaceId)
  if (model === 'Workspace') throw new Error('A scoped client does not create workspaces')
  if (model === 'AuditEntry') return { ...row, workspaceId }
  if (tenant.within !== own) return row
  return { ...row, workspace: { connect: { id: workspaceId } } }
}

/** Turns `strategyId: x` into a link that only a row of this workspace satisfies; another's id is "not found". */
function linked(tenant: Tenant, data: Values, workspaceId: string): Values {
  const { workspaceId: _ours, ...row } = data
  for (const [column, { relation, model }] of Object.entries(tenant.parents ?? {})) {
    const id = row[column]
    if (id === undefined) continue
    delete row[column]
    row[relation] =
      id === null ? { disconnect: true } : { connect: { id, ...tenants[model]?.within(workspaceId) } }
  }
  return row
}

/** Bulk writes can't check links, so they may not set any. */
function plain(model: string, tenant: Tenant, data: Values): Values {
  const { workspaceId: _ours, ...row } = data
  const link = Object.keys(tenant.parents ?? {}).find(column => column in row)
  if (link || tenant.within !== own) {
    throw new Error(
      `Write each ${model} by itself: a bulk write can't check that ${link ?? 'its parent'} is in the workspace`,
    )
  }
  return row
}

/** `db` for the rows of one workspace: reads and changes are filtered, creations are stamped. Raw SQL is not offered. */
export function scoped(db: PrismaClient, workspaceId: string) {
  const client = db.$extends({
    name: 'workspace',
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          // Prisma types the arguments per model and operation; here they are all of them at once.
          query(confine(model, operation, args as Args, workspaceId) as typeof args),
      },
    },
  })
  return client as Omit<
    typeof client,
    '$queryRaw' | '$queryRawUnsafe' | '$executeRaw' | '$executeRawUnsafe' | '$extends'
  >
}

export type ScopedDb = ReturnType<typeof scoped>
