/** What a text in the editor is: `bars` and `series` are the functions of code blocks. */
export type CodeKind = 'formula' | 'script' | 'filter' | 'bars' | 'series' | 'json'

const CALLS = /\b(?:strategy|script)\s*\(/

/** A filter of the old shape calls neither strategy nor script; it finds other words around it. */
export const codeKindOf = (kind: 'graph' | 'formula' | 'script', text: string): CodeKind =>
  kind === 'graph' ? 'json' : text.trim() !== '' && !CALLS.test(text) ? 'filter' : kind
