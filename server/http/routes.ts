// Which door a path belongs to, and the name it has in metrics: one of a few templates, never the path itself.

export const LIVE_PATH = '/live'
/** Files of bars come in here. */
export const IMPORT_PATH = '/api/imports'

export type Route = {
  readonly door:
    | 'livez'
    | 'health'
    | 'metrics'
    | 'auth'
    | 'trpc'
    | 'rest'
    | 'import'
    | 'unknown api'
    | 'asset'
    | 'page'
  readonly template: string
}

const exact: Readonly<Record<string, Route>> = {
  '/livez': { door: 'livez', template: '/livez' },
  '/api/health': { door: 'health', template: '/api/health' },
  '/api/metrics': { door: 'metrics', template: '/api/metrics' },
  [IMPORT_PATH]: { door: 'import', template: IMPORT_PATH },
}

const prefixes: readonly (readonly [prefix: string, Route])[] = [
  ['/api/auth/', { door: 'auth', template: '/api/auth/*' }],
  ['/api/trpc/', { door: 'trpc', template: '/api/trpc/*' }],
  ['/api/v1/', { door: 'rest', template: '/api/v1/*' }],
  ['/api/', { door: 'unknown api', template: '/api/*' }],
  ['/_next/', { door: 'asset', template: '/_next/*' }],
]

const FILE = /\.[a-z0-9]{2,5}$/i

export function routeOf(path: string): Route {
  if (Object.hasOwn(exact, path)) return exact[path] as Route
  const match = prefixes.find(([prefix]) => path.startsWith(prefix))
  if (match) return match[1]
  return FILE.test(path) ? { door: 'asset', template: '/<file>' } : { door: 'page', template: '/<page>' }
}
