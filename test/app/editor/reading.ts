// A text as the code editor's worker reads it: the TypeScript that Monaco brings, beside our own declarations.
import { libFileMap } from 'monaco-editor/languages/features/typescript/lib/lib'
import { typescript as ts } from 'monaco-editor/languages/features/typescript/lib/typescriptServices'
import { advised, indicatorsIn, isHeard } from '@/app/_editor/code/advice'
import { annotations } from '@/app/_editor/code/annotated'
import { blockTypings } from '@/app/_editor/code/blockTypings'
import { withInserts } from '@/app/_editor/code/inserts'
import { lookingBeside } from '@/app/_editor/code/looking'
import { inOwnPlaces } from '@/app/_editor/code/ownPlaces'
import { isUseful } from '@/app/_editor/code/useful'
import { entries } from '@/sandbox/catalogue'
import { typingsOf, UNHEARD } from '@/sandbox/catalogue/docs/typings'

const OPTIONS = {
  target: 99,
  lib: ['lib.es2023.d.ts'],
  strict: true,
  noEmit: true,
  moduleDetection: 3,
  types: [],
}
const texts = new Map([['file:///strategy.d.ts', typingsOf(entries)]])
const textOf = (name: string) => texts.get(name) ?? libFileMap[name]
const versions = new Map<string, number>()

const host = {
  getCompilationSettings: () => OPTIONS,
  getCurrentDirectory: () => '',
  getDefaultLibFileName: () => 'lib.es2023.d.ts',
  getScriptFileNames: () => [...texts.keys()],
  getScriptVersion: (name: string) => String(versions.get(name) ?? 0),
  getScriptSnapshot: (name: string) => {
    const text = textOf(name)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  readFile: textOf,
  fileExists: (name: string) => textOf(name) !== undefined,
}
const known = { indicators: indicatorsIn(texts.get('file:///strategy.d.ts') ?? '') }
const said = (finding: string) => advised(finding, known) ?? finding
const look = lookingBeside(ts, host, () => [...texts.keys()].filter(name => name.endsWith('.d.ts')))
const service = ts.createLanguageService(host)

const put = (name: string, text: string) => {
  texts.set(name, text)
  versions.set(name, (versions.get(name) ?? 0) + 1)
}

export interface Found {
  readonly code: number
  readonly line: number
  readonly words: string
  readonly text: string
}

/** What a code block says of its function; bar by bar, if it does not. */
export type Ports = Omit<Parameters<typeof blockTypings>[1], 'over'> & { readonly over?: 'bars' | 'series' }

/** What the editor says of a text: errors with the words they underline, completions and hovers at the sign `¦`, and the text as it is formatted. */
export function reading(written: string, block?: Ports) {
  const at = written.indexOf('¦')
  const text = written.replace('¦', '')
  const name = block ? 'file:///code/block-1.ts' : 'file:///code/1.ts'
  if (block) put('file:///code/block-1.d.ts', blockTypings(name, { over: 'bars', ...block }))
  const inserts = annotations(ts, look, name, text)
  const read = inserts ? withInserts(text, inserts) : text
  put(name, read)
  const own = inOwnPlaces(service, asked => (asked === name ? inserts : null))
  const errors = (): readonly Found[] =>
    [...own.getSyntacticDiagnostics(name), ...own.getSemanticDiagnostics(name)]
      .filter(each => isHeard(each) && !UNHEARD.some(unheard => unheard === each.code))
      .map(({ code, start, length, messageText }) => ({
        code,
        line: text.slice(0, start).split('\n').length,
        words: text.slice(start, start + length),
        text: said(ts.flattenDiagnosticMessageText(messageText, '\n')),
      }))
  return {
    read,
    errors,
    completions: () =>
      own
        .getCompletionsAtPosition(name, at)
        ?.entries.filter(isUseful)
        .map(each => each.name) ?? [],
    formatted: () =>
      own
        .getFormattingEditsForDocument(name, ts.getDefaultFormatCodeSettings('\n'))
        .toSorted((a, b) => b.span.start - a.span.start)
        .reduce(
          (before, { span, newText }) =>
            before.slice(0, span.start) + newText + before.slice(span.start + span.length),
          text,
        ),
    hover: () => ts.displayPartsToString(own.getQuickInfoAtPosition(name, at)?.displayParts ?? []),
  }
}
