// What a bar a row costs: the table an ORM would make of bars, in the bench's own database, read by Prisma's `findMany`.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { BarColumns } from '@/sandbox/ir/bars'
import { COLUMNS, ownColumns } from '@/server/market/store/columns'

const SCHEMA = `
generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
}
model BenchBar {
  symbol String
  time   BigInt
  open   Float
  high   Float
  low    Float
  close  Float
  volume Float
  @@id([symbol, time])
}`
const TABLE = `
  create table "BenchBar" (symbol text, time bigint, open float8 not null, high float8 not null, low float8 not null,
    close float8 not null, volume float8 not null, primary key (symbol, time))`
const ROWS_A_STATEMENT = 20_000

interface BarRow {
  readonly symbol: string
  readonly time: bigint
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}
/** As much of the generated client as the bench calls. */
interface RowClient {
  readonly benchBar: {
    readonly findMany: (args: {
      readonly where: { readonly symbol: { readonly in: readonly string[] } }
      readonly orderBy: readonly { readonly symbol?: 'asc'; readonly time?: 'asc' }[]
    }) => Promise<BarRow[]>
  }
  readonly $disconnect: () => Promise<void>
}

export interface BarRows {
  readonly fill: (symbol: string, bars: BarColumns) => Promise<void>
  /** As columns, one set a symbol, as the store gives them. */
  readonly load: (symbols: readonly string[]) => Promise<readonly BarColumns[]>
  readonly close: () => Promise<void>
}

export async function openBarRows(url: string): Promise<BarRows> {
  const folder = path.resolve('node_modules/.cache/sluice-bench-rows')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(path.join(folder, 'schema.prisma'), SCHEMA)
  execFileSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate', '--schema', path.join(folder, 'schema.prisma')],
    { stdio: 'pipe', env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1' } },
  )
  const { PrismaClient } = (await import(pathToFileURL(path.join(folder, 'client/client.ts')).href)) as {
    PrismaClient: new (options: {
      adapter: PrismaPg
    }) => RowClient // made a moment ago from the schema above
  }
  const rows = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(TABLE)
  return {
    fill: async (symbol, bars) => {
      for (let row = 0; row < bars.time.length; row += ROWS_A_STATEMENT)
        await client.query(
          `insert into "BenchBar" (symbol, time, open, high, low, close, volume)
           select $1, * from unnest($2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])`,
          [symbol, ...COLUMNS.map(column => [...bars[column].subarray(row, row + ROWS_A_STATEMENT)])],
        )
    },
    load: async symbols => {
      const found = await rows.benchBar.findMany({
        where: { symbol: { in: symbols } },
        orderBy: [{ symbol: 'asc' }, { time: 'asc' }],
      })
      const sets: BarColumns[] = []
      for (let first = 0; first < found.length; ) {
        let end = first
        while (found[end]?.symbol === found[first]?.symbol && end < found.length) end++
        const bars = ownColumns(end - first)
        for (const column of COLUMNS)
          for (let row = first; row < end; row++) bars[column][row - first] = Number(found[row]?.[column])
        sets.push(bars)
        first = end
      }
      return sets
    },
    close: async () => {
      await Promise.all([rows.$disconnect(), client.end()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
