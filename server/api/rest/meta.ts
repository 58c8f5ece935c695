import type { KeyScope } from '../../generated/prisma/enums'

/** How a procedure appears to machines under /api/v1. `{name}` in the path is a field of its input. */
export type RestMeta = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  readonly summary: string
  readonly scope: KeyScope
}
