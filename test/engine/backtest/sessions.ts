import type { Fence } from '@/sandbox/host/fence'
import { openScript, runScript, type ScriptSession } from '@/sandbox/host/script/script'
import type { DueWork, ScriptStretch } from '@/server/engine/backtest/scripted'

/** Runs whatever script is due in a fence of this process, and counts how often it goes in. */
export function scriptSessions(fence: Fence, cut: (stretch: ScriptStretch) => ScriptStretch = each => each) {
  let session: ScriptSession | null = null
  let crossings = 0
  const told = <Value>(
    result: { ok: true; value: Value } | { ok: false; error: { message: string } },
  ): Value => {
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }
  return {
    get crossings() {
      return crossings
    },
    answer({ code, columns, stretch }: DueWork): readonly Float64Array[] {
      crossings++
      if (!stretch) {
        const segments = [{ symbol: 'A', from: 0, to: columns[0]?.length ?? 0, state: null }]
        return told(runScript(fence, code, { columns, segments })).outputs
      }
      if (stretch.begins) {
        session?.close()
        session = told(openScript(fence, code, { columns, symbol: 'A', state: null }))
      }
      if (!session) throw new Error('A session begins with its first stretch.')
      const { from, to, position, stopOn } = cut(stretch)
      const until = told(session.step({ from, to, position, stopOn }))
      return session.outputs(from, until)
    },
    close: () => session?.close(),
  }
}
