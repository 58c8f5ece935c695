import type { NodeMemory } from '../../run/memory'
import type { CatalogueEntry, ParamSpec, Port } from '../define'
import { signatureOf } from './call'
import { type EntryOutput, outputsOf } from './outputs'
import { sampleMemory } from './sampleRun'

/** An entry as the command line and the API list it: data, no functions. */
export interface Listed {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly family: string
  readonly type: 'operator' | 'composite'
  readonly call: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly EntryOutput[]
  readonly params: readonly ParamSpec[]
  /** At the parameters’ defaults. */
  readonly memory: NodeMemory
}

export const listingOf = (entry: CatalogueEntry): Listed => ({
  id: entry.id,
  title: entry.title,
  summary: entry.summary,
  family: entry.family,
  type: entry.type,
  call: signatureOf(entry),
  inputs: entry.inputs,
  outputs: outputsOf(entry),
  params: entry.params,
  memory: sampleMemory(entry),
})
