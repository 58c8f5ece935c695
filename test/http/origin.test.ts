import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from '@/server/http/address'
import { isFromOwnPage, ownOrigins } from '@/server/http/origin'
import { routeOf } from '@/server/http/routes'

const request = (headers: Record<string, string>, method = 'POST', remoteAddress = '127.0.0.1') =>
  // Only what these functions read.
  ({ headers, method, socket: { remoteAddress } }) as unknown as IncomingMessage

test('on a public address there is one origin', () => {
  expect([...ownOrigins('https://desk.example.com')]).toEqual(['https://desk.example.com'])
})

test('on this machine the loopback names are one place, at the same port', () => {
  expect([...ownOrigins('http://127.0.0.1:4711')]).toEqual([
    'http://localhost:4711',
    'http://127.0.0.1:4711',
    'http://[::1]:4711',
  ])
})

test.each([
  [{ origin: 'https://desk.example.com' }, true],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null', cookie: 'a=b' }, false],
  [{ origin: 'https://desk.example.com.evil.example' }, false],
  [{ origin: 'http://desk.example.com' }, false],
  [{ 'sec-fetch-site': 'same-origin', cookie: 'a=b' }, true],
  [{ 'sec-fetch-site': 'cross-site', cookie: 'a=b' }, false],
  [{ 'sec-fetch-site': 'same-site', cookie: 'a=b' }, false],
  [{ cookie: 'a=b' }, false],
  [{}, true],
])('a post with %j comes from our page: %s', (headers, expected) => {
  expect(
    isFromOwnPage(request(headers as Record<string, string>), ownOrigins('https://desk.example.com')),
  ).toBe(expected)
})

test('the address is the socket’s, unless proxies are trusted', () => {
  const forged = request({ 'x-forwarded-for': '6.6.6.6, 9.9.9.9' }, 'GET', '::ffff:10.0.0.1')
  expect(clientAddress(forged, 0)).toBe('10.0.0.1')
  expect(clientAddress(forged, 1)).toBe('9.9.9.9')
  expect(clientAddress(forged, 2)).toBe('6.6.6.6')
  expect(clientAddress(forged, 3)).toBe('10.0.0.1')
  expect(clientAddress(request({}, 'GET', '10.0.0.1'), 1)).toBe('10.0.0.1')
})

test.each([
  ['/', 'page', '/<page>'],
  ['/w/my-desk/strategies', 'page', '/<page>'],
  ['/api/health', 'health', '/api/health'],
  ['/api/trpc/session.me', 'trpc', '/api/trpc/*'],
  ['/api/auth/sign-in/email', 'auth', '/api/auth/*'],
  ['/api/v1/workspace', 'rest', '/api/v1/*'],
  ['/api/other', 'unknown api', '/api/*'],
  ['/_next/static/chunks/a.js', 'asset', '/_next/*'],
  ['/favicon.ico', 'asset', '/<file>'],
])('%s goes to the door %s', (path, door, template) => {
  expect(routeOf(path)).toEqual({ door, template })
})
