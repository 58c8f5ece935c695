import { PrismaPg } from '@prisma/adapter-pg'
import { settings } from '../env'
import { PrismaClient } from '../generated/prisma/client'

const { DATABASE_URL, DATABASE_POOL } = settings()

/** This process's database. The supervisor sets DATABASE_URL for its children when it runs the embedded one. */
export const db: PrismaClient = new PrismaClient({
  adapter: new PrismaPg({ connectionString: DATABASE_URL, max: DATABASE_POOL }),
})
