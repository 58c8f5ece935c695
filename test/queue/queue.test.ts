import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bus } from '@/server/bus'
import { topics } from '@/server/notices'
import { openQueue } from '@/server/queue'
import { enqueueFrom } from '@/server/workers/enqueue'
import { askAgain, cancelJob, JobLedger } from '@/server/workers/ledger'
import { testJobs } from './catalogue'
import { openStage, over, type Stage, startRedis } from './stage'

describe.each(['postgres', 'redis'] as const)('the queue on %s', backend => {
  let stage: Stage
  let stopRedis = () => {}

  beforeAll(async () => {
    const redis = backend === 'redis' ? await startRedis() : null
    stopRedis = redis?.stop ?? stopRedis
    stage = await openStage(redis?.url)
  })
  afterAll(async () => {
    await stage.close()
    stopRedis()
  })

  /** A crew for one test. */
  const working = async <T>(work: () => Promise<T>): Promise<T> => {
    const crew = await stage.crew()
    try {
      return await work()
    } finally {
      await crew.drain(5_000)
    }
  }

  test('does what a row asks for and tells of its progress', () =>
    working(async () => {
      const told: string[] = []
      const stop = new AbortController()
      const listening = (async () => {
        for await (const event of stage.bus.subscribe([topics.jobs(null)], stop.signal))
          if (event.kind === 'notice' && event.notice.kind === 'job')
            told.push(`${event.notice.state} ${event.notice.stage}`)
      })()
      const { id } = await stage.enqueue('count', { steps: 4, pauseMs: 150 })
      const row = await stage.until(id, over)
      expect(row).toMatchObject({ state: 'done', progress: 1, attempt: 1, problem: null, worker: null })
      expect(await stage.effects(id)).toHaveLength(4)
      stop.abort()
      await listening
      expect(told[0]).toBe('queued ')
      expect(told).toContain('running step 2')
      expect(told.at(-1)).toMatch(/^done/)
    }))

  test('starts because it was told of, not because somebody looked', async () => {
    const crew = await stage.crew({ sweepMs: 3_600_000 })
    for (let i = 0; i < 20; i++) {
      const { id } = await stage.enqueue('count', { steps: 1, pauseMs: 0 })
      expect(await stage.until(id, over)).toMatchObject({ state: 'done', attempt: 1 })
    }
    await crew.drain(5_000)
  })

  test('tries again after a failure and keeps the reason until it succeeds', () =>
    working(async () => {
      const { id } = await stage.enqueue('flaky', { failures: 2, lastMs: 1_000 })
      await stage.until(id, row => row.problem !== null)
      const row = await stage.until(id, over)
      expect(row).toMatchObject({ state: 'done', attempt: 3 })
    }))

  test('gives up after its attempts, with a problem that names no foreign text', () =>
    working(async () => {
      const { id } = await stage.enqueue('flaky', { failures: 9, lastMs: 0 })
      const row = await stage.until(id, over)
      expect(row).toMatchObject({ state: 'failed', attempt: 3, problem: { code: 'INTERNAL' } })
      expect(JSON.stringify(row.problem)).not.toContain('secret host')
    }))

  test('does not try again what the handler refuses', () =>
    working(async () => {
      const { id } = await stage.enqueue('refuse', {})
      const row = await stage.until(id, over)
      expect(row).toMatchObject({ state: 'failed', attempt: 1, problem: { code: 'NO_SUCH_SYMBOL' } })
    }))

  test('stops what takes too long, whether it heeds its signal or not', () =>
    working(async () => {
      const stuck = await stage.enqueue('stuck', {})
      const deaf = await stage.enqueue('deaf', {})
      expect(await stage.until(stuck.id, over)).toMatchObject({
        state: 'failed',
        attempt: 2,
        problem: { code: 'TIMED_OUT' },
      })
      expect(await stage.until(deaf.id, over)).toMatchObject({
        state: 'failed',
        attempt: 1,
        problem: { code: 'TIMED_OUT' },
      })
    }))

  test('cancels a running job through its signal, and a waiting one at once', () =>
    working(async () => {
      const running = await stage.enqueue('count', { steps: 1_000, pauseMs: 30 })
      await stage.until(running.id, row => row.state === 'running')
      expect(await cancelJob(stage.db, running.id)).toBe(true)
      expect(await stage.until(running.id, over)).toMatchObject({ state: 'cancelled' })
      const done = (await stage.effects(running.id)).length
      await new Promise(resolve => setTimeout(resolve, 150))
      expect(await stage.effects(running.id)).toHaveLength(done)
      expect(await cancelJob(stage.db, running.id)).toBe(false)
      expect(await askAgain(stage.db, running.id)).toBe(true)
      await stage.until(running.id, row => row.state === 'running')
      await cancelJob(stage.db, running.id)
      await stage.until(running.id, over)
    }))

  test('a waiting job that is cancelled never starts', async () => {
    const { id } = await stage.enqueue('count', { steps: 1, pauseMs: 0 })
    expect(await cancelJob(stage.db, id)).toBe(true)
    await working(() => new Promise(resolve => setTimeout(resolve, 500)))
    expect(await stage.job(id)).toMatchObject({ state: 'cancelled', attempt: 0 })
  })

  test('work delivered twice at once is done once', async () => {
    const { id } = await stage.enqueue('count', { steps: 5, pauseMs: 40 })
    const queue = openQueue(stage.place, 'sluice-screens')
    await Promise.all([1, 2, 3, 4].map(n => queue.add('count', { id }, { jobId: `${id}-again-${n}` })))
    const first = await stage.crew()
    const second = await stage.crew()
    const row = await stage.until(id, over)
    expect(row).toMatchObject({ state: 'done', attempt: 1, epoch: 1 })
    expect((await stage.effects(id)).map(effect => effect.attempt)).toEqual([1, 1, 1, 1, 1])
    await Promise.all([first.drain(1_000), second.drain(1_000)])
    await queue.close()
  })

  test('a row whose doorbell was lost is found by the sweep', () =>
    working(async () => {
      const { id } = await stage.db.job.create({
        data: { name: 'count', title: 'unheard', payload: { steps: 2, pauseMs: 0 } },
        select: { id: true },
      })
      expect(await stage.until(id, over)).toMatchObject({ state: 'done' })
    }))

  test('rolling back takes the doorbell along, and the same key makes one job', () =>
    working(async () => {
      let id = ''
      const broken = stage.db.$transaction(async tx => {
        id = (await enqueueFrom(testJobs, tx, 'count', { steps: 1, pauseMs: 0 }, { workspaceId: null })).id
        throw new Error('changed my mind')
      })
      await expect(broken).rejects.toThrow('changed my mind')
      expect(await stage.db.job.count({ where: { id } })).toBe(0)
      const key = `once-${backend}`
      const made = await Promise.all(
        [1, 2, 3, 4, 5].map(() => stage.enqueue('count', { steps: 1, pauseMs: 0 }, { key })),
      )
      expect(new Set(made.map(each => each.id)).size).toBe(1)
      expect(made.filter(each => each.created)).toHaveLength(1)
    }))

  test('a job nobody can read or knows ends failed and holds nobody up', () =>
    working(async () => {
      const make = (name: string, payload: object) =>
        stage.db.job.create({ data: { name, title: name, payload }, select: { id: true } })
      const poison = await Promise.all([
        make('count', { steps: 'many' }),
        make('no such job', {}),
        make('count', { nonsense: true }),
      ])
      const good = await stage.enqueue('count', { steps: 1, pauseMs: 0 })
      expect(await stage.until(good.id, over)).toMatchObject({ state: 'done' })
      const codes = await Promise.all(poison.map(async ({ id }) => (await stage.until(id, over)).problem))
      expect(codes).toMatchObject([{ code: 'BAD_PAYLOAD' }, { code: 'UNKNOWN_JOB' }, { code: 'BAD_PAYLOAD' }])
    }))

  test('a run that lost its job can write nothing more', async () => {
    const { id } = await stage.enqueue('count', { steps: 1, pauseMs: 0 })
    const slow = new JobLedger(stage.db, 'slow', 1)
    const claim = await slow.claim(id)
    expect(claim).not.toBeNull()
    await new Promise(resolve => setTimeout(resolve, 20))
    const other = new JobLedger(stage.db, 'other', 60_000)
    const taken = await other.claim(id)
    expect(taken?.epoch).toBe((claim?.epoch ?? 0) + 1)
    expect(await slow.progress(claim!, 0.9, 'late')).toBe(false)
    expect(await slow.finish(claim!, 'done', null)).toBe(false)
    expect((await slow.renew([claim!])).size).toBe(0)
    await expect(slow.fenced(claim!, async () => 'written')).rejects.toThrow('taken this job over')
    expect(await other.finish(taken!, 'done', null)).toBe(true)
  })

  test('draining lets short work end and hands long work back untried', async () => {
    const crew = await stage.crew({ concurrency: { screens: 4 } })
    const short = await stage.enqueue('count', { steps: 3, pauseMs: 50 })
    const long = await stage.enqueue('count', { steps: 1_000, pauseMs: 50 })
    await stage.until(long.id, row => row.state === 'running')
    await stage.until(short.id, row => row.state === 'running')
    await crew.drain(2_500)
    expect(crew.running()).toBe(0)
    expect(await stage.job(short.id)).toMatchObject({ state: 'done' })
    expect(await stage.job(long.id)).toMatchObject({ state: 'queued', attempt: 0, worker: null })
    await cancelJob(stage.db, long.id)
  })

  test('kill -9 of the worker in the middle: the work is finished by another, nothing twice', async () => {
    const victim = await stage.workerProcess()
    const { id } = await stage.enqueue('count', { steps: 30, pauseMs: 40 })
    await stage.until(id, row => row.progress > 0.2)
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    const before = await stage.effects(id)
    expect(before.length).toBeLessThan(30)
    const row = await working(() => stage.until(id, over))
    expect(row).toMatchObject({ state: 'done', attempt: 2 })
    const effects = await stage.effects(id)
    expect(effects.map(effect => effect.step)).toEqual([...Array(30).keys()])
    expect(effects.filter(effect => effect.attempt === 1)).toHaveLength(before.length)
  })

  test('a job that takes every worker down is given up', async () => {
    const first = await stage.workerProcess()
    const { id } = await stage.enqueue('deadly', {})
    await once(first, 'exit')
    const second = await stage.workerProcess()
    await once(second, 'exit')
    const row = await working(() => stage.until(id, over))
    expect(row).toMatchObject({ state: 'failed', problem: { code: 'WORKER_LOST' } })
  })

  test('SIGTERM drains a worker process and it exits by itself', async () => {
    const child = await stage.workerProcess()
    const { id } = await stage.enqueue('count', { steps: 6, pauseMs: 60 })
    await stage.until(id, row => row.state === 'running')
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(await stage.job(id)).toMatchObject({ state: 'done', attempt: 1 })
  })

  test('400 jobs at once all end, and each end is told', async () => {
    const ended = new Set<string>()
    const stop = new AbortController()
    const bus = new Bus(stage.place.databaseUrl)
    await bus.ready()
    let resynced = false
    const listening = (async () => {
      for await (const event of bus.subscribe([topics.jobs(null)], stop.signal)) {
        if (event.kind === 'resync') resynced = true
        else if (event.notice.kind === 'job' && event.notice.state === 'done') ended.add(event.notice.id)
      }
    })()
    const crew = await stage.crew({ concurrency: { screens: 8 } })
    const ids = await Promise.all(
      Array.from({ length: 400 }, () => stage.enqueue('count', { steps: 1, pauseMs: 0 })),
    )
    for (const { id } of ids) await stage.until(id, over)
    await crew.drain(1_000)
    await expect.poll(() => resynced || ids.every(({ id }) => ended.has(id))).toBe(true)
    stop.abort()
    await listening
    await bus.close()
    const done = await stage.db.job.count({
      where: { id: { in: ids.map(each => each.id) }, state: 'done', attempt: 1 },
    })
    expect(done).toBe(400)
  })

  test('foresees every error it met', () => {
    expect(stage.errors.map(String).filter(text => !text.includes('secret host name'))).toEqual([])
  })
})
