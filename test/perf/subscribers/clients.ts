// Browsers as far as the server can tell: a socket each, speaking tRPC's own messages.
import { WebSocket } from 'ws'

interface Order {
  readonly url: string
  readonly people: readonly { workspaceId: string; headers: Record<string, string> }[]
  readonly subscribers: number
  readonly symbols: readonly string[]
  readonly each: number
}

/** The same clock in every process of a machine. */
const now = () => Number(process.hrtime.bigint()) / 1e6

let latencies: number[] = []
let missed = 0
let snapshots = 0
let lost = 0

function open({ url, people, symbols, each }: Order, index: number): Promise<void> {
  const { workspaceId, headers } = people[index % people.length]!
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers })
  const mine = Array.from({ length: each }, (_, place) => symbols[(index * 7 + place * 9) % symbols.length]!)
  socket.on('open', () =>
    socket.send(
      JSON.stringify({
        id: 1,
        jsonrpc: '2.0',
        method: 'subscription',
        params: {
          path: 'market.watchBars',
          input: { json: { workspaceId, venue: 'simulated', symbols: mine, timeframe: '1m' } },
        },
      }),
    ),
  )
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => lost++)
    socket.on('message', data => {
      const heardAt = now()
      const text = String(data)
      if (text === 'PING') return socket.send('PONG')
      const message = JSON.parse(text)
      if (message.error) return reject(new Error(text))
      const event = message.result?.data?.json?.data
      if (event?.kind === 'snapshot') {
        snapshots++
        resolve()
      }
      if (event?.kind !== 'update') return
      missed += event.missed
      // The publisher writes the moment into each bar's volume.
      for (const row of JSON.parse(event.rows))
        if (row[6] > 0 && row[7] === 0) return void latencies.push(heardAt - row[6])
    })
  })
}

process.on('message', async (order: Order | 'how long?') => {
  if (order === 'how long?') {
    const seen = latencies
    latencies = []
    process.send?.({ kind: 'latencies', latencies: seen, missed, snapshots, lost })
    return
  }
  for (let index = 0; index < order.subscribers; index += 25)
    await Promise.all(
      Array.from({ length: Math.min(25, order.subscribers - index) }, (_, k) => open(order, index + k)),
    )
  process.send?.({ kind: 'open' })
})
process.once('disconnect', () => process.exit())
