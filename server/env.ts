// The one place that reads the environment. A wrong value is one line: the name, what stands there, what is expected.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const urlOf = (...schemes: string[]) =>
  z.string().refine(text => {
    const at = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : ''
    return schemes.includes(at)
  })
const oauth = z.string().min(1).optional()

interface Setting<T extends z.ZodType = z.ZodType> {
  readonly schema: T
  readonly expects: string
  readonly about: string
  readonly secret?: true
}

const setting = <T extends z.ZodType>(schema: T, expects: string, about: string): Setting<T> => ({
  schema,
  expects,
  about,
})
const secret = <T extends z.ZodType>(schema: T, expects: string, about: string) => ({
  schema,
  expects,
  about,
  secret: true as const,
})

const list = z.string().transform(text =>
  text
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== ''),
)
/** Venues there are; the simulated one is where every house begins, so it always stands. */
const markets = list.pipe(z.array(z.enum(['simulated', 'binance'])).refine(all => all.includes('simulated')))

/** Every setting there is, in the order of `.env.example`. */
export const SETTINGS = {
  PORT: setting(
    port.default(3000),
    'a port number from 0 to 65535',
    'Port of the web server; 0 takes a free one.',
  ),
  HOST: setting(
    z.string().min(1).default('127.0.0.1'),
    'an address',
    'Address to listen on. 0.0.0.0 opens it to the network.',
  ),
  PUBLIC_URL: setting(
    urlOf('http', 'https').optional(),
    'an http:// or https:// address',
    'Where people reach Sluice; links in mails and sign-in checks use it. Default: http://HOST:PORT.',
  ),
  DATA_DIR: setting(
    z.string().min(1).default('.data'),
    'a folder',
    'Holds the embedded database and generated secrets.',
  ),
  DATABASE_URL: secret(
    urlOf('postgres', 'postgresql').optional(),
    'postgresql://user:password@host:5432/name',
    'Your own PostgreSQL (14 or newer). Unset: an embedded one starts in DATA_DIR.',
  ),
  DATABASE_POOL: setting(
    count(1, 200).default(8),
    'a number from 1 to 200',
    'Database connections a process may hold.',
  ),
  REDIS_URL: secret(
    urlOf('redis', 'rediss').optional(),
    'redis://host:6379',
    'Moves the queue to Redis. Unset: the queue lives in PostgreSQL.',
  ),
  AUTH_SECRET: secret(
    z.string().min(32).optional(),
    'at least 32 characters',
    'Signs sessions. Unset: made on first start and kept in DATA_DIR.',
  ),
  SMTP_URL: secret(
    urlOf('smtp', 'smtps').optional(),
    'smtp://user:password@host:587',
    'Mail server. Unset: mails are printed to the log in development.',
  ),
  MAIL_FROM: setting(
    z.string().min(3).default('Sluice <no-reply@localhost>'),
    'a sender such as Sluice <no-reply@example.com>',
    'Sender of mails.',
  ),
  GOOGLE_CLIENT_ID: setting(oauth, 'a client id', 'Sign-in with Google; needs GOOGLE_CLIENT_SECRET too.'),
  GOOGLE_CLIENT_SECRET: secret(oauth, 'a client secret', 'See GOOGLE_CLIENT_ID.'),
  GITHUB_CLIENT_ID: setting(oauth, 'a client id', 'Sign-in with GitHub; needs GITHUB_CLIENT_SECRET too.'),
  GITHUB_CLIENT_SECRET: secret(oauth, 'a client secret', 'See GITHUB_CLIENT_ID.'),
  MICROSOFT_CLIENT_ID: setting(
    oauth,
    'a client id',
    'Sign-in with Microsoft; needs MICROSOFT_CLIENT_SECRET too.',
  ),
  MICROSOFT_CLIENT_SECRET: secret(oauth, 'a client secret', 'See MICROSOFT_CLIENT_ID.'),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    'debug, info, warn or error',
    'How much is logged.',
  ),
  LOG_FORMAT: setting(
    z.enum(['auto', 'json', 'text']).default('auto'),
    'auto, json or text',
    'json for machines, text for people; auto is text on a terminal and json elsewhere.',
  ),
  METRICS_TOKEN: secret(
    z.string().min(16).optional(),
    'at least 16 characters',
    'Opens /api/metrics to callers that bring it as a bearer token. Unset: only this machine may read it.',
  ),
  TRUST_PROXY: setting(
    count(0, 10).default(0),
    'how many proxies stand in front, 0 to 10',
    'Takes the caller’s address from X-Forwarded-For, counted from the right.',
  ),
  WORKERS: setting(
    count(1, 64).default(1),
    'a number from 1 to 64',
    'Worker processes that `npm start` runs.',
  ),
  WORKER_CONCURRENCY: setting(
    count(1, 64).default(4),
    'a number from 1 to 64',
    'Jobs a worker runs side by side.',
  ),
  GUEST_DAYS: setting(
    count(1, 365).default(7),
    'a number of days from 1 to 365',
    'How long the work of a guest who never signed up is kept.',
  ),
  GUEST_TIME: setting(
    z.coerce.number().min(0.1).max(10).default(1),
    'a factor from 0.1 to 10',
    'How long users’ code may compute, as a factor: 1 is 50 million steps to compile, 2,000 million to run.',
  ),
  GUEST_MEMORY: setting(
    z.coerce.number().min(0.5).max(4).default(1),
    'a factor from 0.5 to 4',
    'How much memory users’ code may take, as a factor: 1 is 48 MiB to compile, 256 MiB to run.',
  ),
  BAR_CACHE_MB: setting(
    count(16, 65_536).default(256),
    'a number of MiB from 16 to 65536',
    'Memory in which a process keeps stored bars ready for its threads.',
  ),
  BAR_RETENTION_DAYS: setting(
    count(0, 36_500).default(0),
    'a number of days, 0 for ever',
    'How long stored minute bars of venues are kept; slower bars and files stay. 0: for ever.',
  ),
  IMPORT_MAX_MB: setting(
    count(1, 65_536).default(512),
    'a number of MB from 1 to 65536',
    'How large a file of bars may be that somebody imports.',
  ),
  MARKET_SPEED: setting(
    z.coerce.number().min(1).max(3600).default(1),
    'a factor from 1 to 3600',
    'How fast the simulated market’s clock runs. 60 closes a minute bar each second.',
  ),
  MARKET_ANCHOR: setting(
    z.coerce
      .number()
      .int()
      .min(0)
      .default(Date.UTC(2026, 0, 1)),
    'UTC milliseconds',
    'When a sped-up market left real time; the same for all processes. `npm start` sets its own start.',
  ),
  MARKETS: setting(
    markets.default(['simulated']),
    'simulated, or simulated,binance',
    'Where bars come from. binance needs the network; everything else works without.',
  ),
  BINANCE_REST_URL: setting(
    urlOf('http', 'https').default('https://api.binance.com'),
    'an http:// or https:// address',
    'Where Binance answers questions; other houses of the same interface work too.',
  ),
  BINANCE_WS_URL: setting(
    urlOf('ws', 'wss').default('wss://stream.binance.com:9443'),
    'a ws:// or wss:// address',
    'Where Binance streams prices.',
  ),
  BINANCE_CURRENCIES: setting(
    list.pipe(z.array(z.string().regex(/^[A-Z0-9]{2,12}$/)).min(1)).default(['USDT']),
    'currencies such as USDT,USDC',
    'The instruments of Binance that are offered: those priced in these currencies.',
  ),
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
type Plain = { [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> }

export type Settings = Readonly<Plain> & { readonly production: boolean }

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads settings from an environment; pure. An empty value counts as unset. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SettingsReading {
  const problems: string[] = []
  const values: Record<string, unknown> = { production: env.NODE_ENV === 'production' }
  for (const [name, { schema, expects, secret }] of Object.entries<Setting>(SETTINGS)) {
    const text = env[name]?.trim() || undefined
    const read = schema.safeParse(text)
    if (read.success) values[name] = read.data
    else problems.push(`${name} is ${secret ? 'not usable' : `"${text}"`}; expected ${expects}.`)
  }
  for (const provider of ['GOOGLE', 'GITHUB', 'MICROSOFT'] as const) {
    const [id, key] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`] as const
    if (Boolean(env[id]?.trim()) !== Boolean(env[key]?.trim()))
      problems.push(`${id} and ${key} belong together; set both or neither.`)
  }
  // Every name was parsed by its own schema above.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: values as Settings }
}

let known: Settings | undefined

/** This process's settings; ends the process with a clear line a setting when they are wrong. */
export function settings(): Settings {
  if (known) return known
  if (existsSync('.env')) process.loadEnvFile('.env') // what is set already wins
  const read = readSettings(process.env)
  if (!read.ok) {
    for (const line of read.problems) process.stderr.write(`${line}\n`)
    process.exit(78) // EX_CONFIG
  }
  known = read.settings
  return known
}

export const dataDir = (from: Settings): string => path.resolve(from.DATA_DIR)

/** The names whose values may never be shown. */
export const isSecretName = (name: SettingName): boolean => 'secret' in SETTINGS[name]
