// When the simulated symbols are traded. All of it begins and ends with a week, so every bar is whole or absent.
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import { hash } from './noise'

/** Nothing was traded before this Monday, and most symbols from it on. */
export const LISTED = Date.UTC(2016, 0, 4)

/** Those that came later. */
const LATER: Readonly<Record<string, string>> = {
  Warden: '2019-02-04',
  Joule: '2019-06-10',
  Usance: '2019-09-02',
  Kayak: '2019-11-18',
  Trellis: '2020-01-13',
  Nest: '2020-05-04',
  Vetch: '2020-08-17',
  Helix: '2020-10-26',
  Remit: '2021-01-11',
  Unicorn: '2021-02-22',
  Uplink: '2021-03-15',
  Radian: '2021-04-19',
  Umbra: '2021-05-03',
  Silo: '2021-07-26',
  Sextant: '2021-09-06',
  Thyme: '2021-11-08',
  Wallet: '2022-01-24',
  Sphinx: '2022-04-04',
  Weave: '2022-09-19',
  Vector: '2023-01-30',
  Torque: '2023-04-17',
  Rack: '2023-07-03',
  Tundra: '2023-10-09',
  Willow: '2023-12-04',
  Shekel: '2024-02-12',
  Rogue: '2024-03-18',
  Xylem: '2024-06-03',
  Wave: '2024-09-23',
  Vapor: '2024-12-02',
  Yurt: '2025-02-17',
  Voyage: '2025-05-12',
  Umber: '2025-08-25',
}

/** Those that are gone: a market that keeps only its survivors flatters every rule. */
const GONE: Readonly<Record<string, string>> = {
  Jackpot: '2022-06-13',
  Galleon: '2023-11-13',
  Tiller: '2025-08-04',
}

export interface Listing {
  readonly from: number
  /** UTC ms from which on it trades no more; null: it stays. */
  readonly to: number | null
}

/** When the symbol of this name is traded. */
export function listingOf(name: string): Listing {
  const [later, gone] = [LATER[name], GONE[name]]
  return { from: later ? Date.parse(later) : LISTED, to: gone ? Date.parse(gone) : null }
}

/** The one symbol whose trading the venue stops for some hours of every month. */
export const HALTED_NAME = 'Xebec'

/** Whole hours of one day, so that bars of an hour and less are whole or absent, and slower ones lose a part. */
export interface Halt {
  readonly from: number
  readonly to: number
}

const HOUR = timeframeMs['1h']
const SALT = 0x4a17

/** The halt of the month that holds `time`. */
export function haltAround(time: number): Halt {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const draw = (what: number, below: number) => hash(SALT, year, month, what) % below
  const from = Date.UTC(year, month, 3 + draw(1, 24), draw(2, 18))
  return { from, to: from + (2 + draw(3, 5)) * HOUR }
}

/** Whether `time` lies in a halt. */
export function isHalted(time: number): boolean {
  const { from, to } = haltAround(time)
  return time >= from && time < to
}

/** The halts that touch [from, to), in order. */
export function haltsIn(from: number, to: number): Halt[] {
  const halts: Halt[] = []
  const first = new Date(from)
  for (let month = 0; ; month++) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month)
    if (start >= to) return halts
    const halt = haltAround(start)
    if (halt.from < to && halt.to > from) halts.push(halt)
  }
}
