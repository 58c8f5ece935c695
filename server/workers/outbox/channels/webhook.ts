import { createHmac } from 'node:crypto'
import { lookup as resolve } from 'node:dns'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { z } from 'zod'
import { channel, type Delivery, Undeliverable } from './define'
import { isPublicAddress } from './publicAddress'

const ANSWER_BYTES = 64 * 1024

const call = z.strictObject({
  url: z.url({ protocol: /^https$/ }).max(2_000),
  /** Signs the body, so that the receiver can tell us from others. */
  secret: z.string().min(16).max(200),
  body: z.json(),
})
type Call = z.output<typeof call>

export interface WebhookOptions {
  /** Seconds since the epoch, for the signature. */
  readonly nowSeconds: () => number
  /** Which addresses may be called; tests open the loopback. */
  readonly isAllowed?: (address: string) => boolean
  /** Certificate authority of a test server. */
  readonly ca?: string
}

/**
 * Posts signed JSON to a user's address. The user chooses the address, so the machine's own network stays shut:
 * https alone, public addresses alone (checked on the address that is really called), and redirects are not followed.
 */
export const webhookChannel = (options: WebhookOptions) =>
  channel({ id: 'webhook', payload: call, deliver: (payload, delivery) => post(payload, delivery, options) })

function post(
  { url, secret, body }: Call,
  { key, signal }: Delivery,
  options: WebhookOptions,
): Promise<void> {
  const isAllowed = options.isAllowed ?? isPublicAddress
  const { hostname } = new URL(url)
  const literal = hostname.replace(/^\[|\]$/g, '')
  // A literal address is never looked up, so it is checked here.
  if (isIP(literal) && !isAllowed(literal)) return Promise.reject(notPublic(hostname))
  const text = JSON.stringify(body)
  const seconds = options.nowSeconds()
  const signature = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')
  return new Promise((done, fail) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        signal,
        lookup: guardedLookup(isAllowed, hostname),
        ca: options.ca,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': key,
          'sluice-signature': `t=${seconds},v1=${signature}`,
          'user-agent': 'Sluice-Webhook/1',
        },
      },
      answer => {
        const status = answer.statusCode ?? 0
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > ANSWER_BYTES)
            outgoing.destroy(new Error('The receiver answered with more than 64 KiB.'))
        })
        answer.on('error', fail)
        answer.on('end', () => {
          if (status >= 200 && status < 300) done()
          else if (status === 410) fail(new Undeliverable('The receiver says it is gone for good (410).'))
          else
            fail(
              new Error(
                `The receiver answered ${status}${status >= 300 && status < 400 ? '; redirects are not followed' : ''}.`,
              ),
            )
        })
      },
    )
    outgoing.on('error', fail)
    outgoing.end(text)
  })
}

/** Resolves like the system does, refuses private results, and so pins the checked address for the connection. */
const guardedLookup =
  (isAllowed: (address: string) => boolean, shown: string): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      const bad = addresses.find(each => !isAllowed(each.address))
      const [first] = addresses
      if (bad || !first) return callback(notPublic(shown), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

const notPublic = (host: string) =>
  new Undeliverable(
    `${host} is not an address on the public internet. Give the receiver's public https address.`,
  )
