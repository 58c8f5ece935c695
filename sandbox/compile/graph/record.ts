import type { Fence } from '../../host/fence'
import type { ParamValue } from '../../ir/program'
import type { Compiled } from '../compiled'
import { recordCode } from '../formula'
import { type Recorded, recorded } from '../record'
import type { Recording, TraceRecording } from '../recording'
import { placeInBlock } from './codePlace'
import { compileGraph } from './compile'
import { readGraph } from './document'
import { flatten } from './flat'
import { type Printed, printFlat } from './print'

/** As many problems as a recording holds, with room for those of the code. */
const MOST_TOLD = 1_000

/** A graph on its way: as it stands when nothing of it is code, else as what running the code it prints recorded. */
export function recordGraph(
  fence: Fence,
  document: string,
  params: Readonly<Record<string, ParamValue>>,
): Recorded {
  const read = readGraph(document)
  if (!read.ok) return read
  const flat = flatten(read.graph)
  if (!flat.blocks.some(({ block }) => block.kind === 'code'))
    return recorded({ form: 'graph', document, params: { ...params } })
  return recordPrinted(fence, printFlat(read.graph, flat), params)
}

/** Runs the code that a graph prints; what it says is put on the blocks. */
export const recordPrinted = (
  fence: Fence,
  printed: Printed,
  params: Readonly<Record<string, ParamValue>>,
): Recorded => onBlocks(recordCode(fence, printed.text, params, heldOf(printed)), printed)

/** What of a printed graph goes into a recording. */
export const heldOf = ({
  statements,
  problems,
}: Printed): Pick<TraceRecording, 'statements' | 'problems'> => ({
  statements: [...statements],
  problems: problems.slice(0, MOST_TOLD),
})

/**
 * Problems of printed code on the blocks that its lines stand for: what has no line of its own in the graph still has its block.
 * A line that is left counts in the text of the code block.
 */
export function onBlocks(made: Recorded, printed: Printed): Recorded {
  if (made.ok) return made
  const { statements, problems } = printed
  return {
    ok: false,
    problems: [
      ...problems,
      ...made.problems.map(({ line, column, ...told }) => {
        const block = statements.find(
          ({ from, to }) => line !== undefined && from <= line && line <= to,
        )?.block
        const place = block && line ? placeInBlock(printed, block, line, column) : null
        return { ...told, ...(block !== undefined && { block }), ...place }
      }),
    ],
  }
}

export function compileGraphText({ document, params }: Extract<Recording, { form: 'graph' }>): Compiled {
  const read = readGraph(document)
  return read.ok ? compileGraph(read.graph, params) : read
}
