// A process of its own that leads feeds until it is killed.
import { db, pool } from '@/server/db/client'
import { startFeeds } from '@/server/feed/lead'
import { openMarket } from '@/server/market/market'
import { BarStore } from '@/server/market/store/store'

const { DATABASE_URL = '', LEADER = '', PACE = '' } = process.env
const now = () => Date.now()
startFeeds({
  url: DATABASE_URL,
  db,
  market: openMarket(JSON.parse(PACE), now),
  store: new BarStore(pool),
  name: LEADER,
  now,
  onError: error => process.send?.({ error: String(error) }),
})
process.send?.({ ready: true })
process.once('disconnect', () => process.exit())
