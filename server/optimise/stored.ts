import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import {
  type Params,
  TRIAL_STATS,
  type TrialResult,
  type TrialStats,
  type WalkForwardResult,
} from '../engine/optimise/types'

/** A period's numbers in the order of TRIAL_STATS, and why there are none where they are null. */
type Row = readonly [numbers: readonly (number | null)[], reasons?: TrialStats['reasons']]

/** A trial as its row keeps it; its parameters are those that its number has in the space. */
interface StoredTrial {
  readonly n: number
  readonly d?: string
  readonly f?: string
  readonly p?: readonly Row[]
}

const zipped = (value: unknown): Uint8Array<ArrayBuffer> => Uint8Array.from(gzipSync(JSON.stringify(value)))

const unzip = promisify(gunzip)

const unzipped = async (bytes: Uint8Array): Promise<unknown> =>
  JSON.parse((await unzip(bytes)).toString('utf8'))

/** The trials of one finished part. The same trials, the same bytes. */
export const packedShard = (results: readonly TrialResult[]): Uint8Array<ArrayBuffer> =>
  zipped(
    results.map(
      ({ number, digest, failed, periods }): StoredTrial => ({
        n: number,
        ...(digest !== null && { d: digest }),
        ...(failed !== null && { f: failed }),
        ...(periods.length > 0 && { p: periods.map(rowOf) }),
      }),
    ),
  )

const rowOf = ({ stats, reasons }: TrialStats): Row => {
  const numbers = TRIAL_STATS.map(id => stats[id])
  return Object.keys(reasons).length > 0 ? [numbers, reasons] : [numbers]
}

/** Finished trials with their parameters, in the order of their numbers. */
export async function readShards(
  shards: readonly { readonly result: Uint8Array }[],
  trials: readonly Params[],
): Promise<readonly TrialResult[]> {
  const stored = await Promise.all(
    shards.map(async ({ result }) => (await unzipped(result)) as readonly StoredTrial[]), // written by packedShard alone
  )
  return stored
    .flat()
    .sort((a, b) => a.n - b.n)
    .map(({ n, d = null, f = null, p = [] }) => ({
      number: n,
      params: trials[n] ?? {},
      digest: d,
      failed: f,
      periods: p.map(statsOf),
    }))
}

const statsOf = ([numbers, reasons = {}]: Row): TrialStats => ({
  stats: Object.fromEntries(TRIAL_STATS.map((id, at) => [id, numbers[at] ?? null])) as TrialStats['stats'], // one each
  reasons,
})

/** What is made of all trials together. */
export interface Outcome {
  /** Of a search without windows: the best trial, and the best of the calm places. Null where none qualified. */
  readonly peak: TrialPick | null
  readonly plateau: TrialPick | null
  readonly walkForward: WalkForwardResult | null
  /** Symbols that had to be left out, and why. */
  readonly failed: readonly { readonly symbol: string; readonly message: string }[]
}

export interface TrialPick {
  readonly trial: number
  /** What it was picked for: its metric, or the median of its neighbourhood. */
  readonly value: number
}

export const packedOutcome = (outcome: Outcome): Uint8Array<ArrayBuffer> => zipped(outcome)
export const readOutcome = async (bytes: Uint8Array) => (await unzipped(bytes)) as Outcome // written by packedOutcome alone

/** The best trial so far, as the search's row keeps it. */
export type Best = TrialPick
