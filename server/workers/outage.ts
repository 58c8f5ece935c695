/** How a database or a Redis that is away shows in errors of pg, Prisma, BullMQ and ioredis; not all of them carry a code. */
const AWAY =
  /terminated unexpectedly|terminating connection|can.t reach database|ECONNREFUSED|ECONNRESET|EPIPE|connection is closed|the database system is|57P0[123]|53300|P1001|P1017|timeout exceeded when trying to connect/i
const REMIND_MS = 30_000

export interface ErrorReport {
  readonly failed: (error: unknown) => void
  /** Told at the first sign of an outage and every half minute of it. */
  readonly away: (error: unknown) => void
}

/** Sorts errors: an outage is one line now and then, however many loops run into it; all else is told each time. */
export function sortErrors(report: ErrorReport, now: () => number): (error: unknown) => void {
  let told = Number.NEGATIVE_INFINITY
  return error => {
    if (!isAway(error)) return report.failed(error)
    if (now() - told < REMIND_MS) return
    told = now()
    report.away(error)
  }
}

export function isAway(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (AWAY.test(`${code} ${cause.message}`)) return true
    if (cause instanceof AggregateError && cause.errors.some(isAway)) return true
  }
  return false
}
