import { createHash } from 'node:crypto'
import { catalogue } from '../../sandbox/catalogue'
import type { Settings } from '../engine/backtest/settings'
import { METRICS } from '../engine/report/metrics/index'
import { barsDigestBytes } from '../market/store/digest'
import type { FinerGiven } from './finer'
import type { BacktestTask } from './task'

/** Counts changes of what a run means or a report holds that nothing else in an address would show. */
const EDITION = 2

let version: string | undefined

/** Names the operators and metrics there are. Published ones never change their numbers, so their names are enough. */
export function catalogueVersion(): string {
  version ??= createHash('sha256')
    .update(
      JSON.stringify([
        EDITION,
        catalogue.entries.map(({ id }) => id),
        METRICS.map(each => [each.id, each.version]),
      ]),
    )
    .digest('hex')
  return version
}

/** Over every bar that a task reads, with whose they are. `breathe` is awaited between two symbols. */
export async function dataDigest(
  { symbols, others, failed }: Pick<BacktestTask, 'symbols' | 'others' | 'failed'>,
  breathe: () => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256')
  const add = (name: readonly string[], bytes: Uint8Array) => hash.update(JSON.stringify(name)).update(bytes)
  for (const { symbol, bars, slower, steps } of symbols) {
    add([symbol], barsDigestBytes(bars))
    if (steps) add([symbol, 'steps', JSON.stringify(sorted(steps))], NOTHING)
    for (const each of slower) add([symbol, each.timeframe], barsDigestBytes(each.bars))
    await breathe()
  }
  for (const { instrument, timeframe, bars } of others)
    add(['other', instrument, timeframe], barsDigestBytes(bars))
  for (const { symbol, message } of failed) add(['failed', symbol, message], NOTHING)
  return hash.digest('hex')
}

const NOTHING = new Uint8Array(0)

/** What a result is kept under: the same inputs are never computed twice, and give the same bytes. */
export const addressOf = (
  { program, timeframe, settings, periodsPerYear, assumptions }: BacktestTask,
  data: string,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        program.digest,
        catalogueVersion(),
        data,
        timeframe,
        sorted(namedBy(settings)),
        periodsPerYear,
        assumptions,
      ]),
    )
    .digest('hex')

/**
 * The address of a result that finer bars had a say in. Which bars they are follows from all the rest, so that is enough to ask the
 * venue again; what it answers may have been repaired since.
 */
export function addressWith(base: string, given: readonly (readonly FinerGiven[])[]): string {
  if (given.every(answer => answer.length === 0)) return base
  const hash = createHash('sha256').update(base)
  for (const answer of given) {
    hash.update(JSON.stringify(answer.map(({ symbol }) => symbol)))
    for (const { bars } of answer) hash.update(barsDigestBytes(bars))
  }
  return hash.digest('hex')
}

/** Trading by signals goes without saying: results from before there were other modes keep their addresses. */
const namedBy = ({ mode, ...rest }: Settings) => (mode === 'signals' ? rest : { mode, ...rest })

/** The same object whatever the order in which its keys were written. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
