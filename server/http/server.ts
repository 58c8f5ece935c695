import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { routeOf } from './routes'

export type Patience = {
  readonly headersMs: number
  /** For a whole request; for a file on its way in, for its next bytes. */
  readonly requestMs: number
  readonly checkMs: number
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 5_000 }

/**
 * An HTTP server that a slow or chatty client can't hold: who sends a request a byte at a time, or headers without end,
 * is cut off. A large file may take as long as it keeps coming, an answer as long as it needs, so streams live.
 */
export function createServer({ headersMs, requestMs, checkMs }: Patience = PATIENCE): http.Server {
  const server = http.createServer({
    headersTimeout: headersMs,
    // Kept below: the built-in limit knows no difference between a form and a file.
    requestTimeout: 0,
    connectionsCheckingInterval: checkMs,
    // Longer than the usual proxy's, so that it is the proxy that lets go first.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16 * 1024,
  })
  server.on('request', (req, res) => watch(req, res, { requestMs, checkMs }))
  return server
}

function watch(
  req: IncomingMessage,
  res: ServerResponse,
  { requestMs, checkMs }: Pick<Patience, 'requestMs' | 'checkMs'>,
): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return
  const isFile = routeOf((req.url ?? '/').split('?', 1)[0] ?? '/').door === 'import'
  let since = performance.now()
  let seen = req.socket.bytesRead
  const timer = setInterval(() => {
    // not once it is answered: a connection is only free again when all of the request has come
    if (req.complete || req.socket.destroyed) return clearInterval(timer)
    // what waits here to be read is no fault of the sender's
    if (isFile && (req.socket.bytesRead > seen || req.readableLength > 0)) {
      since = performance.now()
      seen = req.socket.bytesRead
    }
    if (performance.now() - since < requestMs) return
    clearInterval(timer)
    if (!res.headersSent) res.writeHead(408, { Connection: 'close' }).end(() => req.socket.destroy())
    else req.socket.destroy()
  }, checkMs)
  timer.unref()
}
