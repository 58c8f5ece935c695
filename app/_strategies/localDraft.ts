// What this browser keeps of a draft until the server has it.
import type { Written } from './written'

export interface LocalDraft extends Written {
  readonly base: number
  readonly revision: number
}

const keyOf = (strategyId: string) => `draft:${strategyId}`

export const localDraft = {
  get(strategyId: string): LocalDraft | null {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(keyOf(strategyId)) ?? 'null')
      return isDraft(value) ? value : null
    } catch {
      return null
    }
  },
  put(strategyId: string, draft: LocalDraft): void {
    try {
      localStorage.setItem(keyOf(strategyId), JSON.stringify(draft))
    } catch {
      // full or forbidden: the server still gets it
    }
  },
  drop(strategyId: string): void {
    try {
      localStorage.removeItem(keyOf(strategyId))
    } catch {
      // forbidden: there is nothing to drop
    }
  },
}

const isDraft = (value: unknown): value is LocalDraft =>
  typeof value === 'object' &&
  value !== null &&
  'base' in value &&
  typeof value.base === 'number' &&
  'revision' in value &&
  typeof value.revision === 'number' &&
  'document' in value &&
  typeof value.document === 'string' &&
  'kind' in value &&
  ['graph', 'formula', 'script'].includes(String(value.kind))
