import { typingsOf, UNHEARD } from '@/sandbox/catalogue/docs/typings'
import { entries } from '@/sandbox/catalogue/index'
import { filterTypings } from '@/sandbox/compile/filterTypings'
import { entryAt, hoverText } from './hovers'
import { freeKeys } from './keys'
import { aroundOf, isBlock } from './models'
import { monaco, typescript } from './monaco'
import { SNIPPETS } from './snippets'

/** Of TypeScript's: a body alone returns; a filter may carry types; what a script remembers has none. */
const OF_FILTERS = [1108, 8002, 8006, 8008, 8009, 8010, 8011, 8012, 8013, 8016, 8017, 8032] as const
/** `moduleDetection: force`: a text without an export is a module too, and hides its names from the others. */
const FORCE = 3

let isPrepared = false

/** Tells Monaco the language, once. */
export function prepare(): void {
  if (isPrepared) return
  isPrepared = true
  const options = {
    target: typescript.ScriptTarget.ESNext,
    lib: ['es2023'],
    strict: true,
    noImplicitAny: true,
    noEmit: true,
    allowNonTsExtensions: true,
    moduleDetection: FORCE,
    types: [],
  }
  const { typescriptDefaults, javascriptDefaults } = typescript
  typescriptDefaults.setCompilerOptions(options)
  typescriptDefaults.setDiagnosticsOptions({
    diagnosticCodesToIgnore: [...UNHEARD],
    noSuggestionDiagnostics: true,
  })
  typescriptDefaults.setExtraLibs([{ content: typingsOf(entries), filePath: 'file:///strategy.d.ts' }])
  typescriptDefaults.setEagerModelSync(true)
  javascriptDefaults.setCompilerOptions({
    ...options,
    allowJs: true,
    checkJs: true,
    strict: false,
    noImplicitAny: false,
  })
  javascriptDefaults.setDiagnosticsOptions({
    diagnosticCodesToIgnore: [...OF_FILTERS],
    noSuggestionDiagnostics: true,
  })
  javascriptDefaults.setExtraLibs([{ content: filterTypings(), filePath: 'file:///filter.d.ts' }])
  javascriptDefaults.setEagerModelSync(true)
  freeKeys()
  monaco.languages.registerHoverProvider('typescript', { provideHover: hover })
  monaco.languages.registerCompletionItemProvider('typescript', {
    triggerCharacters: ['.'],
    provideCompletionItems: complete,
  })
}

const rangeOf = (line: number, { startColumn, endColumn }: monaco.editor.IWordAtPosition) =>
  new monaco.Range(line, startColumn, line, endColumn)

function hover(
  model: monaco.editor.ITextModel,
  { lineNumber, column }: monaco.Position,
): monaco.languages.Hover | null {
  const place = entryAt(model.getLineContent(lineNumber), column)
  if (!place) return null
  return {
    range: new monaco.Range(lineNumber, place.from, lineNumber, place.to),
    contents: [{ value: hoverText(place, location.origin) }],
  }
}

function complete(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.CompletionList | null {
  const { lineNumber } = position
  const word = model.getWordUntilPosition(position)
  const before = model.getLineContent(lineNumber).slice(0, word.startColumn - 1)
  const around = aroundOf(model)
  if (around && isBlock(around.kind)) return null
  // behind a dot or inside a text there is nothing to begin
  if (/[.'"`]\s*$|\/\//.test(before)) return null
  const inside = /\b(?:strategy|script)\s*\(/.test(model.getValue())
  const range = rangeOf(lineNumber, word)
  return {
    suggestions: SNIPPETS.filter(({ at }) => (at === 'inside') === inside).map(({ label, says, text }) => ({
      label,
      kind: monaco.languages.CompletionItemKind.Snippet,
      insertText: text,
      insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
      documentation: says,
      detail: 'Snippet',
      // what the words themselves offer comes first, except where there is nothing yet
      sortText: inside ? `zz${label}` : `  ${label}`,
      range,
    })),
  }
}
