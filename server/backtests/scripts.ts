import type { DueWork } from '../engine/backtest/scripted'
import { openScript, type RemoteScript } from '../guests/script'
import { refuseScript, scriptsInGuests } from '../screens/scripts'

/**
 * Runs the scripts of one backtest in the guests' process: most of them over all bars at once, one that looks at its position stretch by
 * stretch in a session of its own. Close it when the backtest is over, however it ended.
 */
export class BacktestScripts {
  #session: RemoteScript | null = null

  /** The outputs that are asked for. Refuses when the code fails. */
  async answer(
    symbol: string,
    { code, columns, wanted, stretch }: DueWork,
  ): Promise<readonly Float64Array[]> {
    if (!stretch) {
      const [outputs = []] = await scriptsInGuests(code, [{ symbol, columns, wanted }])
      return outputs
    }
    if (stretch.begins) {
      this.close()
      const opened = await openScript(code, { columns, symbol, state: null })
      if (!opened.ok) return refuseScript(code, opened.error)
      this.#session = opened.value
    }
    const session = this.#session
    if (!session) throw new Error('A session begins with its first stretch.')
    const { from, to, position, stopOn } = stretch
    const stepped = await session.step({ from, to, position, stopOn })
    if (!stepped.ok) return refuseScript(code, stepped.error)
    return session.outputs(from, stepped.value)
  }

  close(): void {
    this.#session?.close()
    this.#session = null
  }
}
