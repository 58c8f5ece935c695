import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { openRest } from '@/server/market/binance/rest'
import { streamBars } from '@/server/market/binance/stream'
import { until } from '../provider/bars'
import { fastClock } from '../provider/fastClock'

test('many symbols share connections within the venue’s limits on streams and on requests', async () => {
  const clock = fastClock(Date.UTC(2026, 10, 20, 10, 7, 1), 1)
  const server = createServer()
  const asked: { connection: number; at: number; params: readonly string[] }[] = []
  let connections = 0
  new WebSocketServer({ server }).on('connection', socket => {
    const connection = ++connections
    socket.on('message', data => {
      const { method, params, id } = JSON.parse(data.toString())
      expect(method).toBe('SUBSCRIBE')
      asked.push({ connection, at: performance.now(), params })
      socket.send(JSON.stringify({ result: null, id }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port

  const symbols = Array.from({ length: 1_500 }, (_, i) => `COIN${i}USDT`)
  const stop = new AbortController()
  const errors: unknown[] = []
  const world = { now: clock.now, sleep: clock.sleep, random: () => 0.5 }
  const over = streamBars(
    {
      rest: openRest({ baseUrl: `http://127.0.0.1:${port}`, world }),
      clock: { now: clock.now, ready: async () => {}, heard: () => {}, skewMs: () => 0 },
      world,
      wsUrl: `ws://127.0.0.1:${port}`,
      symbols,
      timeframe: '1m',
      onBar: () => {},
      onError: error => errors.push(error),
    },
    stop.signal,
  )
  await until(() => asked.flatMap(each => each.params).length >= symbols.length)
  stop.abort()
  await over
  server.closeAllConnections()
  server.close()

  expect(errors).toEqual([])
  expect(connections).toBe(2)
  expect(asked.flatMap(each => each.params).sort()).toEqual(
    symbols.map(symbol => `${symbol.toLowerCase()}@kline_1m`).sort(),
  )
  for (const connection of [1, 2]) {
    const own = asked.filter(each => each.connection === connection)
    expect(own.flatMap(each => each.params).length).toBeLessThanOrEqual(1_024)
    for (const { at } of own)
      expect(own.filter(each => each.at >= at && each.at < at + 1_000).length).toBeLessThanOrEqual(5)
  }
})
