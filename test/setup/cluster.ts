// One throw-away PostgreSQL a test run, with a migrated template that each test file copies.
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/db/embedded'
import { throwAwayFolder } from '../../server/db/folder'
import { migrate } from '../../server/db/migrate'
import { prepareQueues } from '../../server/queue'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: string
  }
}

export const TEMPLATE = 'sluice_template'

export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const own = given
    ? null
    : await startEmbedded({ folder: throwAwayFolder(`sluice-test-${process.pid}`), throwAway: true })
  const cluster = given ?? own!.url
  await query(cluster, `drop database if exists ${TEMPLATE} with (force)`)
  await query(cluster, `create database ${TEMPLATE}`)
  const template = databaseIn(cluster, TEMPLATE)
  await migrate(template)
  await prepareQueues({ databaseUrl: template })
  project.provide('cluster', cluster)
  return async () => own?.stop()
}

export function databaseIn(cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}

export async function query(cluster: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
