// Brings a database up to date and ends: what a deployment runs before its services. `npm start` does it by itself.
import { migrate } from './db/migrate'
import { settings } from './env'
import { createLog } from './log'
import { prepareQueues } from './queue'

const set = settings()
const log = createLog('prepare', set)
if (!set.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set; there is nothing to prepare.\n')
  process.exit(78) // EX_CONFIG
}
const applied = await migrate(set.DATABASE_URL)
await prepareQueues({ databaseUrl: set.DATABASE_URL, redisUrl: set.REDIS_URL })
log.info({ applied }, 'the database is up to date')
