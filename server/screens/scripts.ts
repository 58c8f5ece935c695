import { placeInDocument } from '../../sandbox/compile/scriptCode'
import type { HostError } from '../../sandbox/host/engine'
import type { ProgramScript } from '../../sandbox/ir/program'
import type { RunScript, ScriptTask } from '../engine/judge'
import { refuse } from '../errors'
import { runScript } from '../guests/script'

/** Runs a program's scripts in the guests' process, all symbols in one crossing. Refuses when the code fails. */
export const scriptsInGuests: RunScript = async (code, tasks) => {
  const lengths = tasks.map(({ columns }) => columns[0]?.length ?? 0)
  const starts = lengths.map((_, at) => lengths.slice(0, at).reduce((sum, length) => sum + length, 0))
  const segments = tasks.map(({ symbol, wanted }, at) => {
    const from = starts[at] ?? 0
    return { symbol, from, to: from + (lengths[at] ?? 0), state: null, wanted: from + wanted }
  })
  const result = await runScript(code, { columns: joined(code, tasks, lengths), segments })
  if (!result.ok) return refuseScript(code, result.error)
  return segments.map(({ from, to }) => result.value.outputs.map(column => column.subarray(from, to)))
}

/** Says where in its document a script failed, and why. */
export function refuseScript(code: ProgramScript, error: HostError): never {
  const { line, column } = placeInDocument(code, error.line, error.column)
  const place = line === null ? '' : ` (line ${line}${column === null ? '' : `, column ${column}`})`
  refuse('NOT_POSSIBLE_NOW', `The script failed${place}: ${error.message}`)
}

/** The columns of all symbols behind one another. */
function joined(
  { fields }: ProgramScript,
  tasks: readonly ScriptTask[],
  lengths: readonly number[],
): Float64Array[] {
  const rows = lengths.reduce((sum, length) => sum + length, 0)
  return fields.map((_, field) => {
    const all = new Float64Array(rows)
    let at = 0
    for (const [k, { columns }] of tasks.entries()) {
      const column = columns[field]
      if (column) all.set(column, at)
      at += lengths[k] ?? 0
    }
    return all
  })
}
