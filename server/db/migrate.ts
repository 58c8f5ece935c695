// Applies prisma/migrations at start, keeping the ledger that Prisma's own commands read and write.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** The advisory lock Prisma's engine takes: two starters, ours or Prisma's, never migrate at once. */
const PRISMA_LOCK = 72_707_369

const LEDGER = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Names of the migrations this call applied, in order. */
export async function migrate(
  databaseUrl: string,
  folder = path.resolve('prisma/migrations'),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(LEDGER)
    const pending = unapplied(migrationsIn(folder), await ledger(client))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end() // and with the session goes its lock
  }
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map(name => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

interface LedgerRow {
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
}

const ledger = async (client: pg.Client): Promise<LedgerRow[]> =>
  (
    await client.query<LedgerRow>(
      `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
    )
  ).rows

function unapplied(migrations: readonly Migration[], rows: readonly LedgerRow[]): Migration[] {
  const known = new Map(rows.map(row => [row.name, row]))
  for (const name of known.keys())
    if (!migrations.some(migration => migration.name === name))
      throw new Error(`The database is newer than this Sluice: it has migration ${name}. Update Sluice.`)
  return migrations.filter(({ name, checksum }) => {
    const row = known.get(name)
    if (row && !row.finished)
      throw new Error(
        `Migration ${name} failed earlier. Repair the database, then run prisma migrate resolve.`,
      )
    if (row && row.checksum !== checksum)
      throw new Error(
        `Migration ${name} was changed after it was applied. Restore its text; add a new migration instead.`,
      )
    return !row
  })
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} can’t be applied: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
