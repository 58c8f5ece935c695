import { POSITION_SOURCES } from '../../../sandbox/catalogue/ops/source/source'
import type { Program } from '../../../sandbox/ir/program'
import type { Mode } from './settings'
import { canBeTraded } from './signals'

type Given = Pick<Program, 'outputs' | 'nodes' | 'scripts'>

/** What the program says depends on what the account holds: it has to be asked bar by bar. */
export const looksAtPosition = ({ nodes }: Pick<Program, 'nodes'>): boolean =>
  nodes.some(({ op }) => POSITION_SOURCES.some(source => source === op))

/** It holds a script that looks at a position, which is the one it would have with an account of its own. */
export const looksAtOwnPosition = ({ scripts }: Pick<Program, 'scripts'>): boolean =>
  scripts?.some(({ readsPosition }) => readsPosition) ?? false

/** Why a program can not be run in a mode, as the end of a sentence that begins with its name; null when it can. */
export function whyNot(program: Given, mode: Mode): string | null {
  if (mode === 'rank') {
    if (program.outputs.score === undefined)
      return 'has no score, so there is nothing to rank by. Give one out.'
  } else if (!canBeTraded(program))
    return `has neither filter nor long nor short, so there is nothing to ${mode === 'events' ? 'study' : 'trade'}. Give out one of them.`
  if (mode !== 'signals' && (looksAtPosition(program) || looksAtOwnPosition(program)))
    return `looks at its position, which mode '${mode}' does not give it. Trade its signals, or take that part out.`
  return null
}
