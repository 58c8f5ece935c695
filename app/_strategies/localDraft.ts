// What this browser keeps of a draft: the draft itself until the server has it, and what it was before it was turned or replaced.
import type { KeptDraft } from './draftState'
import type { Written } from './written'

interface Shelf<T> {
  readonly get: (strategyId: string) => T | null
  readonly put: (strategyId: string, value: T) => void
  readonly drop: (strategyId: string) => void
}

/** Things of one kind, one a strategy, in the browser's storage. */
function shelf<T>(name: string, is: (value: unknown) => value is T): Shelf<T> {
  const keyOf = (strategyId: string) => `${name}:${strategyId}`
  return {
    get(strategyId) {
      try {
        const value: unknown = JSON.parse(localStorage.getItem(keyOf(strategyId)) ?? 'null')
        return is(value) ? value : null
      } catch {
        return null
      }
    },
    put(strategyId, value) {
      try {
        localStorage.setItem(keyOf(strategyId), JSON.stringify(value))
      } catch {
        // full or forbidden: the server still gets it
      }
    },
    drop(strategyId) {
      try {
        localStorage.removeItem(keyOf(strategyId))
      } catch {
        // forbidden: there is nothing to drop
      }
    },
  }
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' &&
  value !== null &&
  'document' in value &&
  typeof value.document === 'string' &&
  'kind' in value &&
  ['graph', 'formula', 'script'].includes(String(value.kind))

const isDraft = (value: unknown): value is KeptDraft =>
  isWritten(value) &&
  'base' in value &&
  typeof value.base === 'number' &&
  'revision' in value &&
  typeof value.revision === 'number'

export const localDraft = shelf('draft', isDraft)
export const beforeTurn = shelf('turned', isWritten)
