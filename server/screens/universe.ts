import { z } from 'zod'
import type { Instrument } from '../market/provider'

const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('symbols'), symbols: z.array(z.string().max(40)).min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('sectors'), sectors: z.array(z.string().max(60)).min(1).max(50) }),
])

/** A chain of filters over a venue's instruments; an empty chain keeps them all. */
export const universeSchema = z.strictObject({ steps: z.array(step).max(10).default([]) })
export type Universe = z.output<typeof universeSchema>

/** The instruments a universe holds now, in the order a run takes them: by symbol. */
export function resolveUniverse({ steps }: Universe, instruments: readonly Instrument[]): Instrument[] {
  return instruments
    .filter(instrument => steps.every(step => keeps(step, instrument)))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
}

function keeps(step: Universe['steps'][number], instrument: Instrument): boolean {
  switch (step.kind) {
    case 'symbols':
      return step.symbols.includes(instrument.symbol)
    case 'sectors':
      return step.sectors.includes(instrument.sector)
  }
}
