import type { IncomingMessage } from 'node:http'

/**
 * Who is at the other end. Behind `proxies` trusted proxies it is the entry that the outermost of them added to
 * X-Forwarded-For; what stands further left was written by the client and proves nothing.
 */
export function clientAddress(req: IncomingMessage, proxies: number): string {
  const peer = plain(req.socket.remoteAddress ?? 'unknown')
  if (proxies === 0) return peer
  const hops = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(hop => plain(hop.trim()))
    .filter(hop => hop !== '')
  return hops.at(-proxies) ?? peer
}

export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.')

/** Node shows IPv4 peers of a dual-stack socket as `::ffff:1.2.3.4`. */
const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)
