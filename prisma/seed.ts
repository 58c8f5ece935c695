import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { demo, folder, templateSlug } from './demo/contents'

/**
 * Writes the demo workspace that guests get copies of: on the first start, and again when its strategies have changed.
 * Compiling them takes a process of its own, so that the caller stays small; otherwise this is one query.
 */
export async function seed(databaseUrl: string): Promise<void> {
  if (await isSeeded(databaseUrl)) return
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('write.ts', folder))], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The demo workspace could not be written: ${said.trim().slice(-2_000)}`)
}

async function isSeeded(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; document: string }>(
      `select distinct on (s.id) s.name, v.document
       from "Workspace" w join "Strategy" s on s."workspaceId" = w.id join "StrategyVersion" v on v."strategyId" = s.id
       where w.slug = $1 and v.digest is not null order by s.id, v.number desc`,
      [templateSlug],
    )
    const stored = new Map(rows.map(row => [row.name, row.document]))
    const wanted = await Promise.all(demo.map(({ file }) => readFile(new URL(file, folder), 'utf8')))
    return demo.every(({ name }, i) => stored.get(name) === wanted[i])
  } finally {
    await client.end()
  }
}
