import type { CodeKind } from './kinds'
import { monaco } from './monaco'

/** Filters find other words around them than strategies; so they are JavaScript, which has typings of its own. */
export const languageOf = (kind: CodeKind): Language =>
  kind === 'json' ? 'plaintext' : kind === 'filter' ? 'javascript' : 'typescript'

type Language = keyof typeof ENDINGS
const ENDINGS = { typescript: 'ts', javascript: 'js', plaintext: 'json' } as const

export interface Around {
  readonly kind: CodeKind
  readonly inputs: readonly { readonly name: string; readonly kind: 'number' | 'bool' }[]
}

/** What is around the code of a block, by its model. */
const around = new Map<string, Around>()

export const surround = (model: monaco.editor.ITextModel, is: Around): void => {
  around.set(model.uri.toString(), is)
}
export const forget = (model: monaco.editor.ITextModel): void => {
  around.delete(model.uri.toString())
}
export const aroundOf = (model: monaco.editor.ITextModel): Around | null =>
  around.get(model.uri.toString()) ?? null

let made = 0

/** A model of its own for every editor: two on a page do not see each other's names. */
export function modelFor(language: Language, text: string): monaco.editor.ITextModel {
  const name = `file:///code/${++made}.${ENDINGS[language]}`
  return monaco.editor.createModel(text, language, monaco.Uri.parse(name))
}
