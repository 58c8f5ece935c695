// A worker in a process of its own, so that a test can kill it without mercy.

import { Bus } from '@/server/bus'
import { startCrew } from '@/server/workers/crew'
import { testHandlers, testJobs } from './catalogue'
import { openDb } from './stage'

const { place, ...quick } = JSON.parse(process.env.STAGE ?? '')
const bus = new Bus(place.databaseUrl)
const crew = await startCrew({
  db: openDb(),
  bus,
  place,
  catalogue: testJobs,
  handlers: testHandlers,
  name: `process-${process.pid}`,
  random: () => 0.5,
  onError: error => process.stderr.write(`${error}\n`),
  ...quick,
})
process.on('SIGTERM', () => crew.drain(2_000).then(() => process.exit(0)))
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: 'worker' })
