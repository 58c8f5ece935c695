'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button, buttonClass } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { count } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import { FileChooser } from './FileChooser'
import type { Chosen } from './ImportFields'
import { ImportForm } from './ImportForm'
import { Notes, Refusal } from './said'
import { useImport } from './useImport'

interface ImportDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** One that was dropped already. */
  readonly dropped: File | null
}

export const ImportDialog = ({ open, onClose, dropped }: ImportDialogProps) => (
  <Dialog
    open={open}
    onClose={onClose}
    title="Import a file of bars"
    about="A CSV file with a bar a line: time, open, high, low, close, volume. It stays in this workspace."
    size="large"
  >
    <Steps onClose={onClose} dropped={dropped} />
  </Dialog>
)

function Steps({ onClose, dropped }: Omit<ImportDialogProps, 'open'>) {
  const { workspace } = useHere()
  const href = useHref()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [file, setFile] = useState(dropped)
  // kept beside the steps: a file that was refused is sent again with what was chosen for it
  const [chosen, setChosen] = useState<Chosen>({})
  const { step, send, cancel, restart } = useImport()
  const isDone = step.kind === 'done'
  useEffect(() => {
    if (!isDone) return
    void queries.invalidateQueries({ queryKey: trpc.market.pathKey() })
    void queries.invalidateQueries({ queryKey: trpc.data.pathKey() })
    void queries.invalidateQueries({ queryKey: trpc.imports.pathKey() })
  }, [isDone, queries, trpc])
  const another = () => {
    restart()
    setFile(null)
    setChosen({})
  }
  if (!file) return <FileChooser onFile={setFile} />
  switch (step.kind) {
    case 'choosing':
      return (
        <ImportForm
          workspaceId={workspace.id}
          file={file}
          chosen={chosen}
          choose={some => setChosen(known => ({ ...known, ...some }))}
          refused={step.refused}
          onAnother={another}
          onSend={choices => void send(file, choices)}
        />
      )
    case 'sending':
      return (
        <Working title={step.sent < 1 ? `Sending ${file.name}` : `Reading ${file.name}`} onCancel={cancel}>
          <Progress label={`Sending ${file.name}`} value={step.sent} />
        </Working>
      )
    case 'importing':
      return (
        <Working
          title={`Importing ${count(step.received.rows)} rows as ${step.received.symbol}`}
          onCancel={cancel}
        >
          <Progress label={`Importing ${step.received.symbol}`} value={step.progress} stage={step.stage} />
        </Working>
      )
    case 'failed':
      return (
        <div className="flex flex-col gap-4">
          <Refusal message={step.message} problems={[]} />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Close</Button>
            <Button look="primary" onClick={restart}>
              Try again
            </Button>
          </div>
        </div>
      )
    case 'done': {
      const { symbol, rows, timeframe, notes } = step.received
      return (
        <div className="flex flex-col gap-4">
          <p role="status" className="flex items-center gap-2 text-[14px] font-medium">
            <Check size={16} className="text-good" />
            {symbol} is imported: {count(rows)} rows of {timeframe} bars, and the slower ones.
          </p>
          <Notes notes={notes} />
          <div className="flex justify-end gap-2">
            <Button onClick={another}>Import another file</Button>
            <Link
              href={href(`data/csv/${encodeURIComponent(symbol)}?bars=${timeframe}`)}
              className={buttonClass('primary')}
            >
              Open chart
            </Link>
          </div>
        </div>
      )
    }
  }
}

const Working = ({
  title,
  onCancel,
  children,
}: {
  readonly title: string
  readonly onCancel: () => void
  readonly children: React.ReactNode
}) => (
  <div className="flex flex-col gap-4">
    <p className="font-medium">{title}</p>
    {children}
    <div className="flex items-center justify-end gap-3">
      <span className="text-faint">The bars appear all at once, or not at all.</span>
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  </div>
)
