'use client'
import { Suspense } from 'react'
import { Code } from '@/app/_strategies/Code'
import type { Problem } from '@/sandbox/ir/problem'
import { later } from '../../_ui/later'
import type { CodeKind } from './kinds'
import type { Around } from './models'

export interface Lines {
  readonly from: number
  readonly to: number
}

export interface CodeEditorProps {
  readonly kind: CodeKind
  readonly text: string
  readonly onChange?: (text: string) => void
  /** Of the compiler and of runs; those with a line stand in the text. */
  readonly problems?: readonly Problem[]
  readonly readOnly?: boolean
  /** Where the caret is, counted from 1. */
  readonly onCursor?: (line: number, column: number) => void
  /** A place to go to; each new object goes there again. */
  readonly reveal?: { readonly line: number; readonly column?: number } | null
  /** Lines that stand for what is selected elsewhere. */
  readonly marked?: readonly Lines[]
  /** Ctrl-S. */
  readonly onSave?: () => void
  /** What the text is, for those who hear it. */
  readonly label?: string
  /** What the code of a block finds and has to give: its ports, and the parameters of its graph. */
  readonly ports?: Omit<Around, 'kind'>
}

const Monaco = later(async () => (await import('./MonacoEditor')).default)

/** The code editor. Not a byte of it is loaded before it is shown; until then the text can be read. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Reading text={props.text} />}>
      <Monaco {...props} />
    </Suspense>
  )
}

export function Reading({ text }: { text: string }) {
  return (
    <pre
      aria-busy
      className="h-full overflow-hidden bg-ground py-3 pl-[62px] font-mono text-[12.5px] leading-5 [font-variant-ligatures:none]"
    >
      <Code source={text} />
    </pre>
  )
}
