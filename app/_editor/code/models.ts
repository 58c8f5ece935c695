import type { CodeKind } from './kinds'
import { monaco } from './monaco'

/** Filters find other words around them than strategies; so they are JavaScript, which has typings of its own. */
export const languageOf = (kind: CodeKind): Language =>
  kind === 'json' ? 'plaintext' : kind === 'filter' ? 'javascript' : 'typescript'

type Language = keyof typeof ENDINGS
const ENDINGS = { typescript: 'ts', javascript: 'js', plaintext: 'json' } as const

let made = 0

/** A model of its own for every editor: two on a page do not see each other's names. */
export function modelFor(language: Language, text: string): monaco.editor.ITextModel {
  const name = `file:///code/${++made}.${ENDINGS[language]}`
  return monaco.editor.createModel(text, language, monaco.Uri.parse(name))
}
