export interface Backoff {
  readonly firstMs: number
  readonly mostMs: number
}

/**
 * How long to wait after the `failures`-th failure in a row (from 1): doubles each time, and between half of that and all
 * of it by `random` (0 to 1), so that many who lost the same connection don't come back in the same instant.
 */
export function backoffMs({ firstMs, mostMs }: Backoff, failures: number, random: number): number {
  const full = Math.min(mostMs, firstMs * 2 ** (failures - 1))
  return full / 2 + (full / 2) * random
}
