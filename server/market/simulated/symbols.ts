import type { Instrument } from '../provider'
import { HALTED_NAME, type Listing, listingOf } from './listings'
import { hash, uniform } from './noise'

export const VENUE = 'simulated'

/** What the walk of a simulated symbol is made of. */
export interface Character {
  /** What never changes of it. */
  readonly instrument: Omit<Instrument, 'status' | 'delistedAt'>
  readonly listing: Listing
  /** Whether the venue stops its trading now and then. */
  readonly halts: boolean
  readonly seed: number
  readonly sector: number
  /** Price in ticks around which it wanders. */
  readonly baseTicks: number
  /** Deviation of a week's log return. */
  readonly weeklyVolatility: number
  /** Share of its moves that the whole market, and its sector, make. */
  readonly marketShare: number
  readonly sectorShare: number
  /** Lots of an ordinary week. */
  readonly weeklyLots: number
}

const SECTORS = {
  Energy:
    'Anvil Beacon Cinder Drift Ember Flint Geyser Halo Ignis Joule Kindle Lumen Magma Nova Ozone Pylon Quarry Reactor Spark Torque Umbra Vapor Watt Xenon Zephyr',
  Payments:
    'Abacus Barter Clerk Dime Escrow Florin Guilder Honor Invoice Julep Kroner Ledger Mint Nickel Obol Penny Quid Remit Shekel Tally Usance Vault Wallet Yield Zecchin',
  Networks:
    'Arbor Bridge Conduit Delta Ether Fabric Gateway Hub Inlet Junction Knot Lattice Mesh Node Orbit Packet Quorum Relay Switch Trellis Uplink Vertex Weave Xylem Zipline',
  Games:
    'Arcade Bishop Castle Dice Echo Falcon Goblin Hydra Ivory Jester Knight Legend Mage Ninja Oracle Pixel Quest Rogue Sphinx Titan Unicorn Valor Warden Xebec Zodiac',
  Storage:
    'Attic Barrel Cellar Depot Ewer Flask Granary Hold Icebox Jar Keg Locker Magazine Nest Ottoman Pantry Quiver Rack Silo Trunk Urn Vat Wicker Yurt Zinc',
  Science:
    'Axiom Boson Cobalt Dalton Enzyme Fermi Gauss Helix Isotope Jovian Kelvin Lepton Meson Neuron Optic Proton Quark Radian Sigma Tensor Ulna Vector Wave Xray Zenith',
  Travel:
    'Atlas Buggy Compass Dhow Envoy Ferry Gondola Harbor Isthmus Jetty Kayak Lagoon Meridian Nomad Oasis Passage Quay Rover Sextant Tundra Usher Voyage Wayfarer Yawl Zenana',
  Farming:
    'Acorn Barley Clover Dahlia Elder Fennel Ginger Hazel Indigo Juniper Kale Laurel Millet Nutmeg Oat Poppy Quince Rye Sorrel Thyme Umber Vetch Willow Yarrow Zinnia',
} as const

/** Symbols that left the venue, by their sectors. */
const GONE: Readonly<Record<string, string>> = { Games: 'Jackpot', Travel: 'Galleon', Farming: 'Tiller' }

/** Changes every price there is. Runs are stored by bar, so it stays as it is. */
const WORLD = 20_260_101

/** The symbols the simulated venue has, had or will have. */
export const characters: ReadonlyMap<string, Character> = new Map(
  Object.entries(SECTORS)
    .flatMap(([sector, names], index) =>
      `${names} ${GONE[sector] ?? ''}`
        .trim()
        .split(' ')
        .map(name => character(name, sector, index)),
    )
    .sort((a, b) => (a.instrument.symbol < b.instrument.symbol ? -1 : 1))
    .map(each => [each.instrument.symbol, each]),
)

/** What all symbols share, as a seed of its own. */
export const marketSeed = hash(WORLD, 1, 0, 0)
export const sectorSeed = (sector: number): number => hash(WORLD, 2, sector, 0)

function character(name: string, sector: string, sectorIndex: number): Character {
  const seed = [...name].reduce(
    (mixed, letter) => hash(mixed, letter.charCodeAt(0), sectorIndex, WORLD),
    WORLD,
  )
  const draw = (what: number) => uniform(seed, what, 0, 0)
  // Prices from a few cents to some hundreds; 12,000 to 120,000 ticks each, so ties are as common as at a real venue.
  const price = 0.04 * 20_000 ** draw(1)
  const decimals = Math.min(8, Math.max(1, Math.ceil(Math.log10(12_000 / price))))
  // Whole units only: sums of volumes are then exact in doubles, whoever adds them up and in whatever order.
  const lot = price < 0.5 ? 100 : price < 20 ? 10 : 1
  const dollarsAMinute = 2_000 * 60 ** draw(2)
  const listing = listingOf(name)
  const instrument: Character['instrument'] = {
    venue: VENUE,
    symbol: `${name.toUpperCase()}USD`,
    name: `${name} (simulated)`,
    sector,
    currency: 'USD',
    tick: 1 / 10 ** decimals,
    decimals,
    lot,
    minNotional: 5,
    calendar: 'always',
    listedAt: listing.from,
    simulated: true,
  }
  return {
    instrument,
    listing,
    halts: name === HALTED_NAME,
    seed,
    sector: sectorIndex,
    baseTicks: price * 10 ** decimals,
    weeklyVolatility: 0.035 + 0.06 * draw(3),
    marketShare: 0.25 + 0.3 * draw(4),
    sectorShare: 0.1 + 0.15 * draw(5),
    weeklyLots: Math.ceil(Math.max(120, dollarsAMinute / (price * lot)) * 10_080),
  }
}
