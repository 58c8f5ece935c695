'use client'
import { Braces, Download, FileCode } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { ActionMenu } from '../_actions/ActionMenu'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { useDrawer } from '../_editor/code/useDrawer'
import { IconButton } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'
import { fileNameOf, saveText } from './files'

interface ExportMenuProps {
  readonly name: string
  readonly kind: 'graph' | 'formula' | 'script'
  readonly document: string
}

/** A strategy as a file: code as it is or as its graph prints it, a graph as it is or as its code draws. */
export function ExportMenu({ name, kind, document }: ExportMenuProps) {
  const say = useSay()
  const { draw } = useDrawer(told =>
    told.ok
      ? saveText(fileNameOf(name, 'json'), `${JSON.stringify(JSON.parse(told.document), null, 2)}\n`)
      : say.failed('It can’t be drawn yet', new Error(told.problems[0]?.message ?? 'It has problems.')),
  )
  const asCode = async () => {
    if (kind !== 'graph') return saveText(fileNameOf(name, 'ts'), document)
    const { printedCode } = await import('./printedCode')
    const { text, why } = printedCode(document)
    if (why) say.failed('Blocks with problems are not in the code', new Error(why))
    saveText(fileNameOf(name, 'ts'), text)
  }
  const asGraph = () => {
    if (kind === 'graph') saveText(fileNameOf(name, 'json'), document)
    else draw({ old: null, kind, source: document })
  }
  const latest = useRef({ asCode, asGraph })
  latest.current = { asCode, asGraph }
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'strategy.exportCode',
        title: 'Export as code',
        section: 'Strategy',
        words: 'download save file ts typescript',
        icon: FileCode,
        run: () => void latest.current.asCode(),
      },
      {
        id: 'strategy.exportGraph',
        title: 'Export as a graph',
        section: 'Strategy',
        words: 'download save file json document',
        icon: Braces,
        run: () => latest.current.asGraph(),
      },
    ],
    [],
  )
  useOffer(actions)
  return (
    <ActionMenu
      actions={actions}
      trigger={
        <IconButton label="Export">
          <Download size={14} />
        </IconButton>
      }
    />
  )
}
