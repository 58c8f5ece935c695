import type { ProgramScript } from '../../sandbox/ir/program'
import type { DueScript } from '../../sandbox/run/scripts'
import type { Judging, Screen, ScreenBars, ScreenRow } from './screen'

export interface Candidate {
  readonly symbol: string
  readonly bars: ScreenBars
}

/** Columns of one symbol for a script, in the order of its fields. */
export interface ScriptTask {
  readonly symbol: string
  readonly columns: readonly Float64Array[]
  /** First row whose outputs are read. */
  readonly wanted: number
}

/** Runs one script over many symbols at once; its outputs for each, in the order of the tasks. */
export type RunScript = (
  code: ProgramScript,
  tasks: readonly ScriptTask[],
) => Promise<readonly (readonly Float64Array[])[]>

interface Open {
  readonly at: number
  readonly symbol: string
  readonly judging: Judging
  readonly due: DueScript
}

/** Judges several symbols side by side, so that each script of the program is entered once for all of them. */
export async function judgeBatch(
  screen: Screen,
  candidates: readonly Candidate[],
  runScript: RunScript,
): Promise<(ScreenRow | null)[]> {
  const rows: (ScreenRow | null)[] = candidates.map(() => null)
  let open: Open[] = []
  const go = (at: number, symbol: string, judging: Judging, given?: readonly Float64Array[]): Open[] => {
    // the first step takes no value
    const { done, value } = given ? judging.next(given) : judging.next()
    if (!done) return [{ at, symbol, judging, due: value }]
    rows[at] = value
    return []
  }
  for (const [at, { symbol, bars }] of candidates.entries())
    open.push(...go(at, symbol, screen.judging(symbol, bars)))
  while (open.length > 0) {
    const next: Open[] = []
    for (const waiting of byScript(open)) {
      const [
        {
          due: { code },
        },
      ] = waiting
      const given = await runScript(
        code,
        waiting.map(({ symbol, due }) => ({ symbol, columns: due.columns, wanted: due.wanted })),
      )
      for (const [k, { at, symbol, judging }] of waiting.entries())
        next.push(...go(at, symbol, judging, given[k] ?? []))
    }
    open = next
  }
  return rows
}

function byScript(open: readonly Open[]): [Open, ...Open[]][] {
  const groups = new Map<string, [Open, ...Open[]]>()
  for (const each of open) {
    const group = groups.get(each.due.code.digest)
    if (group) group.push(each)
    else groups.set(each.due.code.digest, [each])
  }
  return [...groups.values()]
}
