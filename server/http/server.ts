import http from 'node:http'

export type Patience = {
  readonly headersMs: number
  readonly requestMs: number
  readonly checkMs: number
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 5_000 }

/**
 * An HTTP server that a slow or chatty client can't hold: who sends a request a byte at a time, or headers without end,
 * is cut off. An answer may take as long as it needs, so streams live.
 */
export function createServer({ headersMs, requestMs, checkMs }: Patience = PATIENCE): http.Server {
  return http.createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    // Longer than the usual proxy's, so that it is the proxy that lets go first.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16 * 1024,
  })
}
