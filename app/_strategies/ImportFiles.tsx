'use client'
import { useEffect, useRef, useState } from 'react'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { useSay } from '../_ui/Toasts'
import { Word } from '../_ui/Word'
import { type ReadFiles, readFiles } from './readFiles'
import { useMakeStrategies } from './useMakeStrategies'
import type { Written } from './written'

/** Reads files that came to the page. Where none can be taken, why is said at once and nothing is asked. */
export function useReadFiles() {
  const say = useSay()
  const [read, setRead] = useState<ReadFiles | null>(null)
  const take = async (files: readonly File[]) => {
    const { given, refused } = await readFiles(files)
    if (given.length > 0) setRead({ given, refused })
    else for (const why of refused) say.failed('Not imported', new Error(why))
  }
  return { read, take: (files: readonly File[]) => void take(files), forget: () => setRead(null) }
}

interface ImportFilesProps {
  /** Null while nothing is asked. */
  readonly read: ReadFiles | null
  readonly onClose: () => void
  /** Why what is written here may not be replaced; null: it may. */
  readonly frozen: string | null
  readonly onReplace: (into: Written) => void
}

/** What becomes of files that came to an open strategy: each a strategy of its own, or one in place of what is written. */
export function ImportFiles({ read, onClose, frozen, onReplace }: ImportFilesProps) {
  const make = useMakeStrategies()
  const [busy, setBusy] = useState(false)
  // what stood there is still seen while the window goes
  const last = useRef<ReadFiles>({ given: [], refused: [] })
  useEffect(() => {
    if (read) last.current = read
  }, [read])
  const { given, refused } = read ?? last.current
  const [only] = given
  const isOne = given.length === 1
  const makeThem = async () => {
    setBusy(true)
    await make(given)
    setBusy(false)
    onClose()
  }
  return (
    <Dialog
      open={read !== null}
      onClose={onClose}
      title={isOne ? `Import ${only?.fileName}` : `Import ${given.length} files`}
      about={
        isOne
          ? 'It can become a strategy of its own, or take the place of what is written here. What is written here can be had back until you publish.'
          : 'Each becomes a strategy of its own.'
      }
    >
      <ul aria-label="Files" className="mb-3 flex max-h-[40vh] flex-col gap-1 overflow-auto">
        {given.map(({ fileName, file }, at) => (
          <li key={`${at} ${fileName}`} className="flex items-center gap-2">
            <Badge>{file.kind}</Badge>
            <span className="min-w-0 truncate font-medium">{file.name}</span>
            {!isOne && <span className="min-w-0 truncate text-faint">{fileName}</span>}
          </li>
        ))}
        {refused.map(why => (
          <li key={why}>
            <Word tone="bad">{why}</Word>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        {isOne && only && (
          <Button
            blocked={frozen}
            onClick={() => {
              onReplace({ kind: only.file.kind, document: only.file.document })
              onClose()
            }}
          >
            Replace this draft
          </Button>
        )}
        <Button look="primary" busy={busy} onClick={() => void makeThem()}>
          {isOne ? 'New strategy' : `${given.length} new strategies`}
        </Button>
      </div>
    </Dialog>
  )
}
