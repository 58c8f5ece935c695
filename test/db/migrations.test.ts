import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { migrate } from '@/server/db/migrate'
import { databaseIn, query } from '../setup/cluster'

const run = promisify(execFile)
const cluster = inject('cluster')
let made = 0

const emptyDatabase = async (): Promise<string> => {
  const name = `migrations_${process.pid}_${++made}`
  await query(cluster, `create database ${name}`)
  onTestFinished(() => query(cluster, `drop database ${name} with (force)`))
  return databaseIn(cluster, name)
}

/** Prisma's own command line, through the schema engine that needs no download. */
const prisma = (url: string, ...args: string[]) =>
  run(process.execPath, ['node_modules/prisma/build/index.js', ...args], {
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1' },
  })

const copyOfMigrations = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-migrations-'))
  cpSync('prisma/migrations', folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const appliedIn = async (url: string): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select migration_name as name from _prisma_migrations order by 1')
    return rows.map(row => row.name)
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  test('say what the schema says', async () => {
    const url = await emptyDatabase()
    // Exit code 2 would mean a difference, and reject.
    const { stdout } = await prisma(
      url,
      ...[
        'migrate',
        'diff',
        '--from-migrations',
        'prisma/migrations',
        '--to-schema',
        'prisma/schema',
        '--exit-code',
      ],
    )
    expect(stdout).toContain('No difference')
  })

  test('are applied once, however many start at the same time', async () => {
    const url = await emptyDatabase()
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(applied.filter(names => names.length > 0)).toHaveLength(1)
    expect(await migrate(url)).toEqual([])
  })

  test('leave a ledger that Prisma’s own commands agree with', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    const { stdout } = await prisma(url, 'migrate', 'status')
    expect(stdout).toContain('up to date')
  })

  test('are refused when one was changed after it was applied', async () => {
    const url = await emptyDatabase()
    const folder = copyOfMigrations()
    const [first] = await migrate(url, folder)
    writeFileSync(path.join(folder, first!, 'migration.sql'), 'select 1')
    await expect(migrate(url, folder)).rejects.toThrow('was changed after it was applied')
  })

  test('are refused when the database is newer than the program', async () => {
    const url = await emptyDatabase()
    const folder = copyOfMigrations()
    const applied = await migrate(url, folder)
    rmSync(path.join(folder, applied.at(-1)!), { recursive: true })
    await expect(migrate(url, folder)).rejects.toThrow('The database is newer than this Sluice')
  })

  test('leave nothing of one that fails, and the next start takes it up again', async () => {
    const url = await emptyDatabase()
    const folder = copyOfMigrations()
    const good = await migrate(url, folder)
    cpSync(path.join(folder, good[0]!), path.join(folder, '99999999999999_broken'), { recursive: true })
    const file = path.join(folder, '99999999999999_broken', 'migration.sql')
    writeFileSync(file, 'create table "Half" (id int); select no_such_function();')
    await expect(migrate(url, folder)).rejects.toThrow('99999999999999_broken can’t be applied')
    expect(await appliedIn(url)).toEqual(good)
    writeFileSync(file, 'create table "Half" (id int);')
    expect(await migrate(url, folder)).toEqual(['99999999999999_broken'])
  })
})
