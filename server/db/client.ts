import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { settings } from '../env'
import { PrismaClient } from '../generated/prisma/client'
import { TRANSACTIONS } from './patience'

const { DATABASE_URL, DATABASE_POOL } = settings()

/** The connections under `db`, for the few queries whose rows Prisma would make slow: chunks of bars. */
export const pool: pg.Pool = new pg.Pool({ connectionString: DATABASE_URL, max: DATABASE_POOL })
// An idle connection that breaks is replaced by the next query; without a listener it would end the process.
pool.on('error', () => {})

/** This process's database. The supervisor sets DATABASE_URL for its children when it runs the embedded one. */
export const db: PrismaClient = new PrismaClient({
  adapter: new PrismaPg(pool, { disposeExternalPool: true }),
  transactionOptions: TRANSACTIONS,
})
