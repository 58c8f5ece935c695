// What browsers are told about every answer, so that a slip elsewhere stays small.
import type { ServerResponse } from 'node:http'
import { ownOrigins } from './origin'
import { LIVE_PATH } from './routes'

export type Surroundings = {
  readonly publicUrl: string
  readonly development: boolean
}

/** Scripts run only with this request's nonce, or when loaded by one that has it. Nothing is asked from other hosts. */
export function pagePolicy(nonce: string, { publicUrl, development }: Surroundings): string {
  const secure = publicUrl.startsWith('https:')
  // Safari does not count a socket to the page's own host as 'self'.
  const sockets = [...ownOrigins(publicUrl)]
    // A policy can't name an IPv6 address.
    .filter(origin => !origin.includes('['))
    .map(origin => `${origin.replace(/^http/, 'ws')}${LIVE_PATH}`)
  return [
    "default-src 'self'",
    // React's development build turns server stacks into functions by eval; QuickJS needs WebAssembly in both.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ''}`,
    // Positions of charts, menus and virtual rows are style attributes; a style can't run code.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${sockets.join(' ')}${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** For scripts, styles and fonts. A worker is held to the policy its own file came with. */
export const ASSET_POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** For answers that are data: nothing in them may run, whatever a browser takes them for. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

export function setSecurityHeaders(res: ServerResponse, { publicUrl }: Surroundings): void {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('X-Frame-Options', 'DENY')
  // A reset token is in an address; it must not travel on as a referrer.
  res.setHeader('Referrer-Policy', 'no-referrer')
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  res.setHeader(
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), browsing-topics=()',
  )
  if (publicUrl.startsWith('https:')) {
    res.setHeader('Strict-Transport-Security', 'max-age=31536000')
  }
}
