import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Handlers, JobFailed, job } from '@/server/workers/define'

const common = { queue: 'screens', attempts: 3, backoffMs: 40, timeoutMs: 20_000 } as const

/** Jobs that behave well or badly on purpose. What they did stands in the table `effect`. */
export const testJobs = {
  count: job({
    payload: z.strictObject({ steps: z.number(), pauseMs: z.number() }),
    title: ({ steps }) => `Count to ${steps}`,
    ...common,
  }),
  flaky: job({
    payload: z.strictObject({ failures: z.number(), lastMs: z.number() }),
    title: () => 'Fail at first',
    ...common,
  }),
  stuck: job({
    payload: z.strictObject({}),
    title: () => 'Wait for ever',
    ...common,
    attempts: 2,
    timeoutMs: 150,
  }),
  deaf: job({
    payload: z.strictObject({}),
    title: () => 'Heed nothing',
    ...common,
    attempts: 1,
    timeoutMs: 100,
  }),
  refuse: job({ payload: z.strictObject({}), title: () => 'Refuse', ...common }),
  deadly: job({ payload: z.strictObject({}), title: () => 'Take the worker down', ...common, attempts: 2 }),
}
export type TestJobs = typeof testJobs

export const testHandlers: Handlers<TestJobs> = {
  count: async ({ steps, pauseMs }, { id, attempt, signal, progress, fenced }) => {
    for (let step = 0; step < steps; step++) {
      signal.throwIfAborted()
      // A natural key on what is done makes the second run of a step nothing.
      await fenced(
        tx => tx.$executeRaw`
        insert into effect (job, step, attempt) values (${id}::uuid, ${step}, ${attempt}) on conflict (job, step) do nothing`,
      )
      progress((step + 1) / steps, `step ${step + 1}`)
      await sleep(pauseMs, undefined, { signal })
    }
  },
  flaky: async ({ failures, lastMs }, { attempt }) => {
    if (attempt <= failures) throw new Error(`failure ${attempt} with a secret host name in it`)
    await sleep(lastMs)
  },
  stuck: (_, { signal }) => sleep(60_000, undefined, { signal }),
  deaf: () => sleep(60_000, undefined, { ref: false }),
  refuse: async () => {
    throw new JobFailed('NO_SUCH_SYMBOL', 'There is no symbol NOPE.')
  },
  deadly: async () => {
    process.kill(process.pid, 'SIGKILL')
    await sleep(60_000)
  },
}
