import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSettings, SETTINGS } from '@/server/env'

const problemsOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  return read.ok ? [] : read.problems
}

describe('settings', () => {
  test('an empty environment starts the product', () => {
    const read = readSettings({})
    expect(read.ok && read.settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', production: false })
  })

  test('an empty value counts as unset', () => {
    const read = readSettings({ DATABASE_URL: ' ', PORT: '' })
    expect(read.ok && read.settings.DATABASE_URL).toBe(undefined)
  })

  test.each([
    [{ PORT: '99999' }, 'PORT is "99999"; expected a port number from 0 to 65535.'],
    [{ PORT: 'http' }, 'PORT is "http"; expected a port number from 0 to 65535.'],
    [
      { PUBLIC_URL: 'sluice.example.com' },
      'PUBLIC_URL is "sluice.example.com"; expected an http:// or https:// address.',
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; expected debug, info, warn or error.'],
    [{ MARKETS: 'binance' }, 'MARKETS is "binance"; expected simulated, or simulated,binance.'],
    [
      { MARKETS: 'simulated,kraken' },
      'MARKETS is "simulated,kraken"; expected simulated, or simulated,binance.',
    ],
    [{ BINANCE_WS_URL: 'stream' }, 'BINANCE_WS_URL is "stream"; expected a ws:// or wss:// address.'],
    [{ WORKERS: '0' }, 'WORKERS is "0"; expected a number from 1 to 64.'],
  ])('%o is refused in one line', (env, line) => {
    expect(problemsOf(env)).toEqual([line])
  })

  test('a wrong secret is refused without being shown', () => {
    const [line] = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' })
    expect(line).toBe('DATABASE_URL is not usable; expected postgresql://user:password@host:5432/name.')
  })

  test('an OAuth id without its secret is refused', () => {
    expect(problemsOf({ GITHUB_CLIENT_ID: 'abc' })).toEqual([
      'GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET belong together; set both or neither.',
    ])
  })

  test('every setting is in .env.example with its explanation, and nothing else', () => {
    const text = readFileSync('.env.example', 'utf8')
    const names = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(names).toEqual(Object.keys(SETTINGS))
    for (const { about } of Object.values(SETTINGS)) expect(text).toContain(`# ${about}`)
  })
})
