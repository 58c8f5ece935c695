import { recordDocument } from '../../sandbox/compile/compile'
import { recordMany } from '../../sandbox/compile/many'
import type { GuestResult } from '../../sandbox/host/engine'
import type { Fence } from '../../sandbox/host/fence'
import type { GuestRole } from '../../sandbox/host/role'
import { openScript, runScript, type ScriptCode, type ScriptSession } from '../../sandbox/host/script/script'
import type { Question, Told } from './messages'

export interface Answer {
  readonly told: Told
  readonly columns: readonly Float64Array[]
}

const WARM_FORMULA =
  'export default strategy({ name: "Warm" }, ({ close, ta }) => ({ filter: close > ta.sma(close, 2) }))'
const WARM_SCRIPT: ScriptCode = {
  source: 'script({}, () => ({}), (bar, state) => ({ filter: bar.close > (state.last ?? 0) }))',
  fields: ['close'],
  outputs: [{ name: 'filter', kind: 'bool', from: 'output' }],
  params: {},
}

/** For answers that no single guest run stands behind. */
const IDLE = { ok: true, value: null, fuelUsed: 0, logs: [] } as const

/** Answers questions with one fence; holds at most one open script. */
export class Room {
  readonly #fence: Fence
  /** Roles by their prelude: each message brings a new copy, the fence knows them by identity. */
  readonly #roles = new Map<string, GuestRole>()
  #session: ScriptSession | null = null

  constructor(fence: Fence) {
    this.#fence = fence
  }

  /** Runs each kind of work once, so that the engine's code is compiled before somebody waits for it. */
  warm(): void {
    runScript(this.#fence, WARM_SCRIPT, {
      columns: [Float64Array.of(1, 2)],
      segments: [{ symbol: 'WARM', from: 0, to: 2, state: null }],
    })
    recordDocument(this.#fence, { kind: 'formula', document: WARM_FORMULA })
  }

  answer(question: Exclude<Question, { ask: 'engine' }>, columns: readonly Float64Array[]): Answer {
    switch (question.ask) {
      case 'guest': {
        const result = this.#fence.run(this.#role(question.role), { ...question.job, columns })
        return result.ok
          ? tell(result, result.value.text, result.value.columns)
          : { told: result, columns: [] }
      }
      case 'script': {
        const { code, segments, seed } = question
        const result = runScript(this.#fence, code, { columns, segments, seed })
        return result.ok
          ? tell(result, result.value.states, result.value.outputs)
          : { told: result, columns: [] }
      }
      case 'open': {
        const { code, symbol, state, seed } = question
        this.#session?.close()
        const result = openScript(this.#fence, code, { columns, symbol, state, seed })
        this.#session = result.ok ? result.value : null
        return result.ok ? tell(result, null) : { told: result, columns: [] }
      }
      case 'step':
        return { told: this.#open().step(question), columns: [] }
      case 'outputs': {
        return { told: IDLE, columns: this.#open().outputs(question.from, question.to) }
      }
      case 'state':
        return { told: this.#open().state(), columns: [] }
      case 'compile':
        return tell(IDLE, JSON.stringify(recordDocument(this.#fence, question.document)))
      case 'compileMany':
        return tell(IDLE, JSON.stringify(recordMany(this.#fence, question.document)))
    }
  }

  #open(): ScriptSession {
    if (!this.#session) throw new Error('no script is open')
    return this.#session
  }

  #role(role: GuestRole): GuestRole {
    const key = JSON.stringify(role)
    const known = this.#roles.get(key) ?? role
    this.#roles.set(key, known)
    return known
  }
}

function tell(
  { fuelUsed, logs }: GuestResult<unknown>,
  value: unknown,
  columns: readonly Float64Array[] = [],
): Answer {
  return { told: { ok: true, value, fuelUsed, logs }, columns }
}
