// A database of its own for each test file, in place before anything of the product is imported.
import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { databaseIn, query, TEMPLATE } from './cluster'

const cluster = inject('cluster')
const name = `test_${randomBytes(6).toString('hex')}`

await query(cluster, `create database ${name} template ${TEMPLATE} strategy file_copy`)
process.env.DATABASE_URL = databaseIn(cluster, name)

afterAll(() => query(cluster, `drop database ${name} with (force)`))
