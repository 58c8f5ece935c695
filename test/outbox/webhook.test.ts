import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress } from '@/server/workers/outbox/channels/publicAddress'
import { webhookChannel } from '@/server/workers/outbox/channels/webhook'

const SECRET = 'a secret of sixteen or more'
// For localhost alone, signed by itself, good until 2126.
const key = readFileSync(new URL('./localhost.key.pem', import.meta.url))
const cert = readFileSync(new URL('./localhost.cert.pem', import.meta.url))

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
const server = createServer({ key, cert }, (request, response) => {
  let body = ''
  request.on('data', chunk => {
    body += chunk
  })
  request.on('end', () => answer(request, response, body))
})
let port = 0
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
})
afterAll(() => void server.close())

const open = webhookChannel({
  nowSeconds: () => 1_750_000_000,
  isAllowed: address => address === '127.0.0.1' || address === '::1',
  ca: cert.toString(),
})
const guarded = webhookChannel({ nowSeconds: () => 1_750_000_000 })
const send = (channel: typeof open, url: string, timeoutMs = 2_000) =>
  channel.deliver(
    { url, secret: SECRET, body: { signal: 'BUY' } },
    { key: 'the key', signal: AbortSignal.timeout(timeoutMs) },
  )

describe('the webhook channel', () => {
  test('posts signed JSON with the idempotency key', async () => {
    let seen: { headers: IncomingMessage['headers']; body: string } | undefined
    answer = (request, response, body) => {
      seen = { headers: request.headers, body }
      response.writeHead(204).end()
    }
    await send(open, `https://localhost:${port}/hook`)
    expect(seen?.body).toBe('{"signal":"BUY"}')
    expect(seen?.headers['idempotency-key']).toBe('the key')
    const expected = createHmac('sha256', SECRET).update(`1750000000.${seen?.body}`).digest('hex')
    expect(seen?.headers['sluice-signature']).toBe(`t=1750000000,v1=${expected}`)
  })

  test('fails on errors and redirects, for good on 410', async () => {
    const status = (code: number) => {
      answer = (_, response) => response.writeHead(code, { location: 'https://169.254.169.254/' }).end()
      return send(open, `https://localhost:${port}/`)
    }
    await expect(status(500)).rejects.toThrow('answered 500')
    await expect(status(302)).rejects.toThrow('redirects are not followed')
    await expect(status(410)).rejects.toMatchObject({ name: 'Undeliverable' })
  })

  test('ends at its time-out and at 64 KiB of answer', async () => {
    answer = () => {}
    await expect(send(open, `https://localhost:${port}/`, 100)).rejects.toThrow()
    answer = (_, response) => response.writeHead(200).end('x'.repeat(200_000))
    await expect(send(open, `https://localhost:${port}/`)).rejects.toThrow('64 KiB')
  })

  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
    'https://2130706433/',
    'https://0x7f.1/',
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
  ])('never calls %s', async url => {
    await expect(send(guarded, url)).rejects.toMatchObject({ name: 'Undeliverable' })
  })
})

test.each([
  ['8.8.8.8', true],
  ['1.1.1.1', true],
  ['2606:4700::1111', true],
  ['172.15.0.1', true],
  ['172.16.0.1', false],
  ['100.64.0.1', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['::', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::808:808', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['example.com', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))
