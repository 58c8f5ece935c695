// Strategies as files: what a browser saves, and what is dropped onto a page.
import type { DocumentKind } from '@/sandbox/compile/compiled'
import { MOST_TEXT } from '@/sandbox/compile/graph/limits'

export interface StrategyFile {
  readonly name: string
  readonly kind: DocumentKind
  readonly document: string
}

export type ReadFile =
  | { readonly ok: true; readonly file: StrategyFile }
  | { readonly ok: false; readonly why: string }

const CODE = /\.(ts|js|mjs|txt|formula|script)$/i
const NAMED = /\bname\s*:\s*(['"`])((?:\\.|(?!\1).)*)\1/

/** Why a file is refused unread; null: its size is no hindrance. */
export const tooLarge = ({
  name,
  size,
}: {
  readonly name: string
  readonly size: number
}): Extract<ReadFile, { ok: false }> | null =>
  size > MOST_TEXT
    ? { ok: false, why: `${name} is larger than the ${MOST_TEXT / 1_000_000} MB a strategy may have.` }
    : null

/** What a file holds: a graph as JSON, or code. */
export function readStrategy(fileName: string, text: string): ReadFile {
  const large = tooLarge({ name: fileName, size: new TextEncoder().encode(text).length })
  if (large) return large
  const title = fileName.replace(/\.[^.]+$/, '').slice(0, 80) || 'Imported'
  if (/\.json$/i.test(fileName)) return readJson(fileName, title, text)
  if (!CODE.test(fileName))
    return { ok: false, why: `${fileName} is neither code (.ts, .js) nor a graph (.json).` }
  if (text.trim() === '') return { ok: false, why: `${fileName} is empty.` }
  const kind = /\bstrategy\s*\(/.test(text) ? 'formula' : 'script'
  const name = NAMED.exec(text)?.[2]?.slice(0, 80) || title
  return { ok: true, file: { name, kind, document: text } }
}

function readJson(fileName: string, title: string, text: string): ReadFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, why: `${fileName} is no JSON. Export it again.` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('version' in value))
    return { ok: false, why: `${fileName} holds no graph: a document begins with its version.` }
  const name = 'name' in value && typeof value.name === 'string' ? value.name.trim().slice(0, 80) : ''
  return { ok: true, file: { name: name || title, kind: 'graph', document: text } }
}

/** A name that every file system takes. */
export const fileNameOf = (name: string, ending: string): string =>
  `${
    name
      .trim()
      .replace(/[^\p{L}\p{N}._ -]+/gu, '')
      .replace(/\s+/g, '-')
      .toLowerCase()
      .slice(0, 60) || 'strategy'
  }.${ending}`

export function saveText(fileName: string, text: string): void {
  const type = fileName.endsWith('.json') ? 'application/json' : 'text/plain'
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
