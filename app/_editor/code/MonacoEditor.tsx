'use client'
import { useEffect, useRef, useState } from 'react'
import { Keys } from '@/app/_actions/KeyCaps'
import type { CodeEditorProps } from './CodeEditor'
import { goneNow, leaveKeys, nowUsed, useCodeActions } from './codeActions'
import { prepare } from './language'
import { lineEdits } from './lineEdits'
import { showProblems } from './markers'
import { type Around, forget, isBlock, modelFor, surround } from './models'
import { forgetTooltips, monaco, TabFocus } from './monaco'
import { followTheme } from './theme'
import './editor.css'

/** Monaco itself. Loaded by CodeEditor alone. */
export default function MonacoEditor(props: CodeEditorProps) {
  const { kind, text, problems, readOnly = false, reveal, marked, label, ports } = props
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const marks = useRef<monaco.editor.IEditorDecorationsCollection>(null)
  const [live, setLive] = useState<monaco.editor.IStandaloneCodeEditor | null>(null)
  const [tabLeaves, setTabLeaves] = useState(false)
  useCodeActions(live, readOnly)
  const latest = useRef(props)
  latest.current = props
  /** What the host was told last: its own echo is no new text. */
  const told = useRef(text)
  // a model's language and name stay what they were made with
  const sort = isBlock(kind) ? 'bars' : kind === 'script' ? 'formula' : kind

  useEffect(() => {
    const host = box.current
    if (!host) return
    prepare()
    const unfollow = followTheme()
    const model = modelFor(sort, latest.current.text)
    surround(model, aroundIn(latest.current))
    told.current = latest.current.text
    const made = monaco.editor.create(host, {
      model,
      // With the browser's own editing context, the workbench would take typed letters for its shortcuts.
      editContext: false,
      readOnly: latest.current.readOnly ?? false,
      domReadOnly: latest.current.readOnly ?? false,
      automaticLayout: true,
      fixedOverflowWidgets: true,
      minimap: { enabled: false },
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 12.5,
      lineHeight: 20,
      fontLigatures: false,
      padding: { top: 12, bottom: 120 },
      lineNumbersMinChars: 3,
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      renderLineHighlightOnlyWhenFocus: true,
      tabSize: 2,
      insertSpaces: true,
      detectIndentation: false,
      wordBasedSuggestions: 'off',
      quickSuggestions: { other: true, comments: false, strings: true },
      suggest: { showWords: false, preview: false },
      stickyScroll: { enabled: false },
      cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
      ariaLabel: heard(latest.current),
      readOnlyMessage: { value: 'You may read this, not change it; the bar at the top says why.' },
      accessibilityPageSize: 50,
    })
    editor.current = made
    setLive(made)
    nowUsed(made)
    setTabLeaves(TabFocus.getTabFocusMode())
    marks.current = made.createDecorationsCollection()
    const listening = [
      made.onDidChangeModelContent(() => {
        const now = model.getValue()
        if (now === told.current) return
        told.current = now
        latest.current.onChange?.(now)
      }),
      made.onDidChangeCursorPosition(({ position }) =>
        latest.current.onCursor?.(position.lineNumber, position.column),
      ),
      made.onDidFocusEditorText(() => nowUsed(made)),
      TabFocus.onDidChangeTabFocus(setTabLeaves),
      made.addAction({
        id: 'sluice.save',
        label: 'Save version',
        keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS],
        run: () => latest.current.onSave?.(),
      }),
    ]
    showProblems(model, latest.current.problems ?? [])
    // letters are measured once; our font may still be on its way
    void document.fonts.load("12.5px 'JetBrains Mono Variable'").then(() => monaco.editor.remeasureFonts())
    return () => {
      for (const one of listening) one.dispose()
      goneNow(made)
      setLive(null)
      made.dispose()
      forgetTooltips()
      forget(model)
      model.dispose()
      editor.current = null
      unfollow()
    }
  }, [sort])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model || text === told.current) return
    told.current = text
    takeOver(model, text)
  }, [text])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (model) surround(model, aroundIn({ kind, ...(ports && { ports }) }))
  }, [kind, ports])

  useEffect(() => {
    editor.current?.updateOptions({ readOnly, domReadOnly: readOnly, ariaLabel: heard({ label }) })
  }, [readOnly, label])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (model) showProblems(model, problems ?? [])
  }, [problems])

  useEffect(() => {
    if (!reveal || !editor.current) return
    const position = { lineNumber: reveal.line, column: reveal.column ?? 1 }
    editor.current.setPosition(position)
    editor.current.revealPositionInCenterIfOutsideViewport(position)
    editor.current.focus()
  }, [reveal])

  useEffect(() => {
    const first = marked?.[0]
    marks.current?.set(
      (marked ?? []).map(({ from, to }) => ({
        range: new monaco.Range(from, 1, to, 1),
        options: {
          isWholeLine: true,
          className: 'code-marked',
          linesDecorationsClassName: 'code-marked-edge',
        },
      })),
    )
    // not away from where somebody types
    if (first && !editor.current?.hasTextFocus())
      editor.current?.revealLinesInCenterIfOutsideViewport(first.from, first.to)
  }, [marked])

  // `nokey`: a canvas on the same page leaves the keys to us
  return (
    <section aria-label={label ?? 'Source'} className="nokey flex h-full min-h-0 min-w-0 flex-col bg-ground">
      <div ref={box} className="min-h-0 flex-1" />
      {tabLeaves && (
        <p className="flex items-center gap-1.5 border-t border-line px-3 py-1 text-[11px] text-soft">
          Tab leaves the editor. <Keys keys={leaveKeys()} /> lets it indent again.
        </p>
      )}
    </section>
  )
}

/** What is edited, and how the keyboard gets out of it. */
const heard = ({ label = 'Source' }: Pick<CodeEditorProps, 'label'>): string =>
  `${label}. ${leaveKeys().replace('mod', 'Control').replaceAll('+', ' ')} lets Tab leave the editor.`

const aroundIn = ({ kind, ports }: Pick<CodeEditorProps, 'kind' | 'ports'>): Around => ({
  kind,
  inputs: ports?.inputs ?? [],
  outputs: ports?.outputs ?? [],
  params: ports?.params ?? [],
})

/** Edits rather than a new text: Ctrl-Z undoes them, and the caret and what is folded stay where they are. */
function takeOver(model: monaco.editor.ITextModel, text: string): void {
  const last = model.getLineCount()
  const edits = lineEdits(model.getValue(), text).map(({ from, to, lines }) => {
    // whole lines with the break behind them; behind the last there is none, so the one before goes
    const isOpen = to >= last
    const range =
      isOpen && from > 0
        ? new monaco.Range(from, model.getLineMaxColumn(from), last, model.getLineMaxColumn(last))
        : new monaco.Range(from + 1, 1, isOpen ? last : to + 1, isOpen ? model.getLineMaxColumn(last) : 1)
    const put = lines.join('\n')
    return { range, text: lines.length === 0 ? '' : isOpen ? (from > 0 ? `\n${put}` : put) : `${put}\n` }
  })
  if (edits.length > 0) model.pushEditOperations([], edits, () => null)
}
