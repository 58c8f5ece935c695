import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../provider/bars'
import { VENUE_SYMBOLS } from './venue'
import { listen, openWorld, type World, type WorldOptions } from './world'

let world: World
afterEach(() => world.venue.close())

const PATIENCE_MS = 25_000

/** Streams the venue's symbols while `trouble` goes on, and then until each has `bars` more closed bars. */
async function through(trouble: (world: World) => Promise<void>, options: WorldOptions = {}, bars = 3) {
  world = await openWorld({ speed: 120, ...options })
  const ears = listen(world, VENUE_SYMBOLS)
  await until(() => ears.least() >= 1, PATIENCE_MS)
  await trouble(world)
  const before = ears.least()
  await until(() => ears.least() >= before + bars, PATIENCE_MS)
  for (const { told, truth } of await ears.finish()) expect(told).toEqual(truth)
  return ears
}
const minutes = (count: number) => world.clock.sleep(count * 60_000)

describe('every closed bar comes once, in order and true', () => {
  test('when nothing happens, and on one connection', async () => {
    const ears = await through(async () => {})
    expect(ears.errors).toEqual([])
    expect(world.venue.streams.seen.handshakes).toBe(1)
  })

  test('after the connection dropped', async () => {
    await through(async ({ venue }) => {
      venue.streams.drop()
      await minutes(1.5)
      venue.streams.drop()
    })
    expect(world.venue.streams.seen.handshakes).toBeGreaterThanOrEqual(3)
  })

  test('over a gap of five bars in which nobody could connect', async () => {
    const ears = await through(async ({ venue }) => {
      venue.streams.faults.refusing = true
      venue.streams.drop()
      await minutes(5)
      venue.streams.faults.refusing = false
    })
    expect(ears.errors.length).toBeGreaterThan(0)
  })

  test('and goes on coming while nobody can connect for long', async () => {
    world = await openWorld({ speed: 120 })
    const ears = listen(world, VENUE_SYMBOLS)
    await until(() => ears.least() >= 1, PATIENCE_MS)
    world.venue.streams.faults.refusing = true
    world.venue.streams.drop()
    await until(() => ears.least() >= 6, PATIENCE_MS)
    for (const { told, truth } of await ears.finish()) expect(told).toEqual(truth)
  })

  test('when the venue’s history is away as well while the stream is', async () => {
    await through(async ({ venue }) => {
      venue.streams.faults.refusing = true
      venue.fail(...Array.from({ length: 12 }, () => ({ kind: 'failure' as const, status: 503 })))
      venue.streams.drop()
      await minutes(4)
      venue.streams.faults.refusing = false
    })
  })

  test('when the history asks for silence in the middle of a repair', async () => {
    await through(async ({ venue }) => {
      venue.streams.faults.refusing = true
      venue.fail({ kind: 'silence', status: 429, retryAfterS: 90 })
      venue.streams.drop()
      await minutes(3)
      venue.streams.faults.refusing = false
    })
    // What was under way when the first was told to be silent; nothing after it.
    expect(world.venue.seen.askedInSilence).toBeLessThan(VENUE_SYMBOLS.length)
  })

  test('when the stream falls dead without closing, which is found out', async () => {
    await through(async ({ venue }) => {
      const before = venue.streams.seen.handshakes
      venue.streams.faults.silence = 'dead'
      await until(() => venue.streams.seen.handshakes > before, PATIENCE_MS)
      venue.streams.faults.silence = 'none'
    })
  })

  test('when the stream answers pings but tells nothing', async () => {
    await through(async ({ venue }) => {
      const before = venue.streams.seen.handshakes
      venue.streams.faults.silence = 'mute'
      await until(() => venue.streams.seen.handshakes > before, PATIENCE_MS)
      venue.streams.faults.silence = 'none'
    })
  })

  test('when messages are cut in the middle, which is reported', async () => {
    const ears = await through(async ({ venue }) => {
      venue.streams.faults.garbling = true
      await minutes(2)
      venue.streams.faults.garbling = false
    })
    expect(ears.errors.map(String).join()).toContain('not JSON')
  })

  test('when bars come twice and old ones after them', async () => {
    await through(async ({ venue }) => {
      venue.streams.faults.stuttering = true
      await minutes(3)
    })
  })

  test('when the update that closes a bar never comes', async () => {
    await through(async ({ venue }) => {
      venue.streams.faults.unclosing = true
      await minutes(3)
    })
  })

  test('when this machine’s clock is five minutes late', async () => {
    await through(async ({ venue }) => venue.streams.drop(), { behindMs: 300_000 })
  })

  test.each([-300_000, 300_000])('when this machine’s clock is set by %i ms meanwhile', async behindMs => {
    await through(async ({ setBehind, venue }) => {
      venue.streams.faults.unclosing = true
      setBehind(behindMs)
      await minutes(2)
      venue.streams.drop()
      venue.streams.faults.unclosing = false
    })
    expect(Math.abs(world.provider.skewMs() - behindMs)).toBeLessThan(10_000)
  })

  test('when this machine’s clock is five minutes early', async () => {
    await through(async ({ venue }) => venue.streams.drop(), { behindMs: -300_000 })
  })
})

test('connections are replaced before the venue ends them, the new one standing before the old one goes', async () => {
  const day = (ms: number) => (ms >= 3_600_000 ? 100_000 : ms)
  const thrice = ({ venue }: World) => until(() => venue.streams.seen.handshakes >= 3, PATIENCE_MS)
  const ears = await through(thrice, { pause: day })
  expect(ears.errors).toEqual([])
  expect(world.venue.streams.seen.mostAtOnce).toBe(2)
  await until(() => world.venue.streams.connections() <= 1)
})

test('pings of the venue are answered', async () => {
  await through(() => minutes(3))
  expect(world.venue.streams.seen.unansweredPings).toBe(0)
})

test('the one who listens may fail; the stream goes on', async () => {
  world = await openWorld({ speed: 120 })
  const stop = new AbortController()
  const errors: unknown[] = []
  let calls = 0
  const over = world.provider.stream(
    ['QUARKUSD'],
    '1m',
    () => {
      calls++
      throw new Error('broken listener')
    },
    stop.signal,
    error => errors.push(error),
  )
  await until(() => calls > 5)
  stop.abort()
  await over
  expect(errors.length).toBe(calls)
})

test('a stream of what is not listed is refused', async () => {
  world = await openWorld()
  await expect(
    world.provider.stream(['NOSUCH'], '1m', () => {}, new AbortController().signal),
  ).rejects.toThrow('NOSUCH')
})

test('nothing is left standing when a stream is over', async () => {
  world = await openWorld({ speed: 120 })
  const ears = listen(world, ['QUARKUSD'])
  await until(() => ears.least() >= 1)
  await ears.finish()
  await until(() => world.venue.streams.connections() === 0)
  const { handshakes } = world.venue.streams.seen
  await minutes(2)
  expect(world.venue.streams.seen.handshakes).toBe(handshakes)
})
