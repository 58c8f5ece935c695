#!/usr/bin/env node
// Prisma's schema engine without a download. The CLI starts this file as if it were the native engine and speaks
// JSON-RPC to it; each call goes to the WebAssembly build of that engine, an ordinary npm package.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const args = process.argv.slice(2)
const after = flag => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
const databaseUrl = JSON.parse(after('--datasource') ?? '{}').url

if (args.includes('--version') || args.includes('-V')) console.log('schema-engine-wasm')
else if (args.includes('cli')) await answerCommand(after('cli'))
else answerCalls()

// ——— `cli` commands: one question about the database, answered by the exit code

async function answerCommand(command) {
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  const maintenance = new URL(databaseUrl)
  maintenance.pathname = '/postgres'
  const commands = {
    'can-connect-to-database': () => query(databaseUrl, 'select 1'),
    'create-database': () => query(maintenance.href, `create database ${pg.escapeIdentifier(name)}`),
    'drop-database': () => query(maintenance.href, `drop database ${pg.escapeIdentifier(name)} with (force)`),
  }
  try {
    await commands[command]?.()
  } catch (error) {
    const code = { '3D000': 'P1003', '28P01': 'P1000' }[error.code] ?? 'P1001'
    const fields = { error_code: code, message: error.message || String(error.code ?? error) }
    // The CLI skips the first line of stderr and reads the next as JSON; a newline at the end would be a third.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    process.exitCode = 1
  }
}

async function query(connection, sql) {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

// ——— JSON-RPC over standard input and output, one call at a time

function answerCalls() {
  const shadows = new Set()
  let factory
  let last = Promise.resolve()
  const send = message => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const answer = async ({ id, method, params }) => {
    try {
      factory ??= await loadEngine(shadows)
      const result = await call(await factory(), method, params)
      // The native engine prints a diff by calling back; the CLI waits for that, not for the result.
      if (method === 'diff' && result?.stdout) {
        send({ id: 1_000_000 + id, method: 'print', params: { content: result.stdout } })
        result.stdout = null
      }
      send({ id, result: result ?? null })
    } catch (error) {
      const data = {
        is_panic: error?.name === 'RuntimeError',
        message: error?.message ?? String(error),
        meta: error?.meta ?? {},
        error_code: error?.code ?? null,
      }
      send({
        id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
      })
    }
  }
  const lines = createInterface({ input: process.stdin })
  lines.on('line', line => {
    const message = line.trim() && JSON.parse(line)
    if (message?.method) last = last.then(() => answer(message))
  })
  lines.on('close', async () => {
    await last
    for (const drop of shadows) await drop().catch(() => {})
    process.exit(0)
  })
}

async function call(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params)
  // These two have no shadow database in the WebAssembly build; what they ask is a diff from migrations to schema.
  if (method === 'evaluateDataLoss') {
    const { exitCode } = await pendingSteps(engine, params, false)
    return { migrationSteps: exitCode === 2 ? 1 : 0, unexecutableSteps: [], warnings: [] }
  }
  if (method === 'createMigration') {
    const { exitCode, stdout } = await pendingSteps(engine, params, true)
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const slug = params.migrationName.toLowerCase().replace(/[^a-z0-9]+/g, '_')
    return {
      connectorType: 'postgresql',
      extension: 'sql',
      generatedMigrationName: `${stamp}_${slug.slice(0, 200)}`,
      migrationScript: exitCode === 2 || params.draft ? (stdout ?? '-- This is an empty migration.\n') : null,
    }
  }
  return engine[method](params)
}

function pendingSteps(engine, { migrationsList, schema, filters }, script) {
  const from = migrationsList.migrationDirectories.length
    ? { tag: 'migrations', ...migrationsList }
    : { tag: 'empty' }
  return engine.diff({ from, to: { tag: 'schemaDatamodel', ...schema }, script, exitCode: true, filters })
}

// ——— the engine itself

/** Makes engines; each call wants a fresh one, because a used one has lost its shadow database. */
async function loadEngine(shadows) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: message => console.error(message) }
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = readFileSync(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const adapter = await openAdapter(shadows)
  const files = after('--datamodels')?.split(',')
  const datamodels = files?.map(file => [file, readFileSync(file, 'utf8')])
  return () =>
    bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter))
}

async function openAdapter(shadows) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl)
  // Fields, not a connection string: the adapter would let the string's database win over the shadow's name
  // and run shadow steps on the main database.
  const connection = {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: /^(require|verify)/.test(searchParams.get('sslmode') ?? '') || undefined,
    max: 4,
  }
  const adapter = new PrismaPg(connection)
  adapter.connectToShadowDb = async () => {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    await query(connection, `create database "${database}"`)
    const shadow = await new PrismaPg({ ...connection, database }).connect()
    const close = shadow.dispose.bind(shadow)
    // The adapter drops the database while its own pool still holds it; close first.
    const drop = async () => {
      shadows.delete(drop)
      await close()
      await query(connection, `drop database if exists "${database}" with (force)`)
    }
    shadow.dispose = drop
    shadows.add(drop)
    return shadow
  }
  await mendAdapter(adapter)
  return adapter
}

/**
 * Two things the adapter gets wrong for migrations. PostgreSQL's one-byte type "char" (18) is unknown to it: read it as
 * text (25), report it as a character. And it cuts scripts at every semicolon, those inside functions too: the server
 * takes a whole script by itself.
 */
async function mendAdapter(adapter) {
  const sample = await adapter.connect()
  sample.constructor.prototype.executeScript = async function (script) {
    await this.client.query(script)
  }
  const queryable = Object.getPrototypeOf(Object.getPrototypeOf(sample))
  const { performIO, queryRaw } = queryable
  const charColumns = new WeakMap()
  queryable.performIO = async function (asked) {
    const result = await performIO.call(this, asked)
    const fields = (result.fields ?? []).filter(field => field.dataTypeID === 18)
    for (const field of fields) field.dataTypeID = 25
    charColumns.set(
      asked,
      fields.map(field => field.name),
    )
    return result
  }
  queryable.queryRaw = async function (asked) {
    const result = await queryRaw.call(this, asked)
    for (const name of charColumns.get(asked) ?? [])
      result.columnTypes[result.columnNames.indexOf(name)] = ColumnTypeEnum.Character
    return result
  }
  await sample.dispose()
}
