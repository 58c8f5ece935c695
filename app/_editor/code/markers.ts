import { problemHref } from '@/app/docs/language/addresses'
import { isProblemCode } from '@/sandbox/compile/problems'
import type { Problem } from '@/sandbox/ir/problem'
import { monaco } from './monaco'

const OWNER = 'compiler'

/** The compiler's problems as squiggles, each with its code and the page that says what to do. */
export function showProblems(model: monaco.editor.ITextModel, problems: readonly Problem[]): void {
  monaco.editor.setModelMarkers(
    model,
    OWNER,
    problems.flatMap(({ code, message, severity, line, column }) => {
      if (!line || line > model.getLineCount()) return []
      return [
        {
          severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
          message,
          source: 'Sluice',
          code: isProblemCode(code)
            ? { value: code, target: monaco.Uri.parse(`${location.origin}${problemHref(code)}`) }
            : code,
          ...rangeAt(model, line, column),
        },
      ]
    }),
  )
}

/** The word at a place, else the rest of its line; a line without a column as far as it has text. */
function rangeAt(model: monaco.editor.ITextModel, line: number, column: number | undefined) {
  const end = model.getLineMaxColumn(line)
  const first = model.getLineFirstNonWhitespaceColumn(line) || 1
  const from = Math.min(column ?? first, end)
  const word = column ? model.getWordAtPosition({ lineNumber: line, column: from }) : null
  return {
    startLineNumber: line,
    startColumn: word?.startColumn ?? (from === end ? first : from),
    endLineNumber: line,
    endColumn: word?.endColumn ?? end,
  }
}
