import { catalogue } from '../../catalogue/index'
import { writtenCall } from '../api'
import type { FlatBlock } from './flat'

const IDENTIFIER = /^(?!__)[A-Za-z_][A-Za-z0-9_]{0,63}$/

/** Words that can't name a constant of the printed code: the language's own, and what a formula finds around it. */
const TAKEN: ReadonlySet<string> = new Set([
  ...'await break case catch class const continue debugger default delete do else enum export extends false finally for function'.split(
    ' ',
  ),
  ...'if implements import in instanceof interface let new null package private protected public return static super switch'.split(
    ' ',
  ),
  ...'this throw true try typeof undefined var void while with yield async of arguments eval NaN Infinity'.split(
    ' ',
  ),
  ...'m ta params math log strategy script perBar int num bool choice tf symbol align series'.split(' '),
  ...catalogue.entries.flatMap(entry => {
    const call = writtenCall(entry)
    return call.kind === 'function' && call.path.length === 1 ? [...call.path] : []
  }),
])

/** A name for each block that is a statement: its own where that can be one, else its kind's, numbered where taken. */
export function constNames(blocks: readonly FlatBlock[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const used = new Set(TAKEN)
  const give = (id: string, wanted: string) => {
    let name = wanted
    for (let n = 2; used.has(name); n++) name = `${wanted}${n}`
    used.add(name)
    names.set(id, name)
  }
  // people's names first, so that no other block takes one
  for (const { id, block } of blocks) if (block.name && IDENTIFIER.test(block.name)) give(id, block.name)
  for (const { id, block } of blocks) {
    if (names.has(id) || block.kind === 'output' || block.kind === 'column') continue
    give(id, block.kind === 'operator' ? (IDENTIFIER.test(block.entry) ? block.entry : 'x') : block.kind)
  }
  return names
}
