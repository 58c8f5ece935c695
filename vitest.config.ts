import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { bundleGuests, guestsAreFresh } from './scripts/bundle-guests.mjs'

// the code that runs inside the fence may have changed since the packages were installed
if (!guestsAreFresh()) await bundleGuests()

/** By itself Vitest leaves one processor idle, which on a small machine is half of it. */
const maxWorkers = Math.max(2, availableParallelism() - 1)
const alias = { '@': import.meta.dirname }
/** What is awaited takes as long as the machine is busy: long enough here that only what never comes fails. */
const patient = { poll: { timeout: 60_000, interval: 20 } }
/** Rooms whose tests need a database, a queue or child processes. */
const SERVICES = [
  'api',
  'backtests',
  'bus',
  'cli',
  'db',
  'feed',
  'guests',
  'imports',
  'optimise',
  'outbox',
  'queue',
  'screens',
  'source',
  'store',
  'strategies',
  'workers',
  'workspaces',
]
const services = SERVICES.map(room => `test/${room}/**/*.test.ts`)

// Fast first: `unit` is pure, `services` meets a real PostgreSQL, `start` starts the product as a user does.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          expect: patient,
          maxWorkers,
          include: ['test/**/*.test.ts'],
          exclude: [...services, 'test/start/**', 'test/e2e/**'],
          // what is pure may share what was loaded, and loading is half of the time
          isolate: false,
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'services',
          expect: patient,
          // they wait for the database and for processes more than they reckon
          maxWorkers: maxWorkers + 1,
          include: services,
          globalSetup: ['test/setup/cluster.ts'],
          setupFiles: ['test/setup/database.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'start',
          expect: patient,
          include: ['test/start/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
