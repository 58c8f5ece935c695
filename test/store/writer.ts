// Writes bars without end, each round with its own number in `volume`, until it is killed.
import { pool } from '@/server/db/client'
import { BarStore } from '@/server/market/store/store'
import { minutes } from './bars'

const store = new BarStore(pool)
const key = { venue: 'killed', symbol: process.argv[2] ?? '', timeframe: '1m' } as const
const bars = minutes(200_000)
for (let round = 1; ; round++) {
  bars.volume.fill(round)
  await store.correct(key, bars)
  process.send?.(round)
}
