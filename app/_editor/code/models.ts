import type { Declaration } from '@/sandbox/compile/graph/document'
import { blockTypings, type Port } from './blockTypings'
import type { CodeKind } from './kinds'
import { monaco, typescript } from './monaco'

/** Filters find other words around them than strategies; so they are JavaScript, which has typings of its own. */
export const languageOf = (kind: CodeKind): Language =>
  kind === 'json' ? 'plaintext' : kind === 'filter' ? 'javascript' : 'typescript'

type Language = keyof typeof ENDINGS
const ENDINGS = { typescript: 'ts', javascript: 'js', plaintext: 'json' } as const

export interface Around {
  readonly kind: CodeKind
  /** Ports of the block that the code is in. */
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Parameters of the graph that the block stands in. */
  readonly params: readonly Declaration[]
}

const around = new Map<string, Around>()
const typings = new Map<string, monaco.IDisposable>()

/** Says what a model's code finds around it. */
export function surround(model: monaco.editor.ITextModel, is: Around): void {
  const name = model.uri.toString()
  around.set(name, is)
  if (!isBlock(is.kind)) return
  const lib = blockTypings(name, { ...is, over: is.kind })
  typings.set(name, typescript.typescriptDefaults.addExtraLib(lib, name.replace(/\.ts$/, '.d.ts')))
}

export function forget(model: monaco.editor.ITextModel): void {
  const name = model.uri.toString()
  around.delete(name)
  typings.get(name)?.dispose()
  typings.delete(name)
}

export const aroundOf = (model: monaco.editor.ITextModel): Around | null =>
  around.get(model.uri.toString()) ?? null

export const isBlock = (kind: CodeKind): kind is 'bars' | 'series' => kind === 'bars' || kind === 'series'

let made = 0

/** A model of its own for every editor: two on a page do not see each other's names. */
export function modelFor(kind: CodeKind, text: string): monaco.editor.ITextModel {
  const language = languageOf(kind)
  const name = `file:///code/${isBlock(kind) ? 'block-' : ''}${++made}.${ENDINGS[language]}`
  return monaco.editor.createModel(text, language, monaco.Uri.parse(name))
}
