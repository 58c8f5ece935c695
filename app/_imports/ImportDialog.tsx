'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, FileUp, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { CALENDARS } from '../_data/words'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button, buttonClass } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { count } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import { explain } from '../_ui/problem'
import { beginningOf, symbolFrom } from './beginning'
import { type Preview, PreviewTable, Told } from './PreviewTable'
import type { Choices, Refused } from './upload'
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
  if (!file) return <Chooser onFile={setFile} />
  switch (step.kind) {
    case 'choosing':
      return (
        <Choosing
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
          <Alert message={step.message} problems={[]} />
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

/** A place to drop a file on, or to choose one. */
function Chooser({ onFile }: { onFile: (file: File) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    <label
      htmlFor={id}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
      className="flex min-h-56 cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border border-dashed border-line-strong p-8 text-center focus-within:border-accent hover:bg-hover data-over:border-accent data-over:bg-hover"
    >
      <FileUp size={22} className="text-faint" />
      <span className="font-medium">Drop a file here, or choose one</span>
      <span className="text-faint">
        Columns, separator, time format and timeframe are told from the file. You see them before anything is
        sent.
      </span>
      <input
        id={id}
        type="file"
        aria-label="File of bars"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        className="sr-only"
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          if (file) onFile(file)
        }}
      />
    </label>
  )
}

interface ChoosingProps {
  readonly workspaceId: string
  readonly file: File
  readonly chosen: Chosen
  readonly choose: (some: Chosen) => void
  readonly refused: Refused | null
  readonly onAnother: () => void
  readonly onSend: (choices: Choices) => void
}

type Chosen = Partial<Choices>

function Choosing({ workspaceId, file, chosen, choose, refused, onAnother, onSend }: ChoosingProps) {
  const trpc = useTRPC()
  const { mutate, data: preview, error, isPending } = useMutation(trpc.imports.preview.mutationOptions())
  const { data: known } = useQuery(trpc.imports.symbols.queryOptions({ workspaceId }))
  const { zone = '', dates = '' } = chosen
  useEffect(() => {
    let over = false
    void beginningOf(file).then(beginning => {
      if (over) return
      mutate({ workspaceId, ...beginning, ...(isZone(zone) && { zone }), ...(dates && { dates }) })
    })
    return () => {
      over = true
    }
  }, [workspaceId, file, zone, dates, mutate])
  const symbol = (chosen.symbol ?? symbolFrom(file.name)).trim()
  const there = known?.symbols.find(each => each.symbol === symbol)
  const calendar = chosen.calendar ?? there?.calendar ?? (preview?.onlyWeekdays ? 'weekdays' : 'always')
  const choices: Choices = {
    symbol,
    name: chosen.name ?? there?.name ?? '',
    currency: chosen.currency ?? there?.currency ?? 'USD',
    calendar,
    zone,
    mode: there ? (chosen.mode === 'add' ? 'add' : 'replace') : 'new',
    timeframe: chosen.timeframe ?? '',
    dates,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend(choices)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex items-center gap-2">
        <span className="font-medium">{file.name}</span>
        <span className="text-faint">{count(Math.ceil(file.size / 1000))} kB</span>
        <span className="flex-1" />
        <Button look="quiet" onClick={onAnother}>
          Choose another file
        </Button>
      </div>
      {refused && <Alert message={refused.message} problems={refused.problems} count={refused.count} />}
      {error && <Alert message={explain(error).sentence} problems={[]} />}
      {!preview && !error && <p className="text-faint">Looking at its first rows …</p>}
      {preview && (
        <>
          <Told preview={preview} />
          {preview.problems.length > 0 && !refused && (
            <Alert
              message={
                preview.needsOrder || preview.roles.length === 0
                  ? (preview.problems[0]?.message ?? '')
                  : 'Some of the first rows can’t be read. Correct them in the file; nothing is imported as long as a row is wrong.'
              }
              problems={
                preview.needsOrder ? [] : preview.problems.map(({ line, message }) => `${line}: ${message}`)
              }
            />
          )}
          {preview.roles.length > 0 && <PreviewTable preview={preview} />}
          <Notes notes={preview.notes} />
        </>
      )}
      <Fields
        choices={choices}
        choose={choose}
        preview={preview ?? null}
        isThere={there !== undefined}
        problems={refused?.fields ?? {}}
      />
      <div className="flex justify-end gap-2">
        <Button
          type="submit"
          look="primary"
          busy={isPending}
          blocked={preview?.needsOrder ? 'Choose the order of the dates first.' : null}
        >
          {there ? (choices.mode === 'add' ? `Add to ${symbol}` : `Replace ${symbol}`) : 'Import'}
        </Button>
      </div>
    </form>
  )
}

interface FieldsProps {
  readonly choices: Choices
  readonly choose: (some: Chosen) => void
  readonly preview: Preview | null
  readonly isThere: boolean
  readonly problems: Refused['fields']
}

const FROM_FILE = 'file'
const LENGTHS = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'] as const

function Fields({ choices, choose, preview, isThere, problems }: FieldsProps) {
  const zones = useId()
  const problem = (field: string) => problems[field]?.[0]
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <TextField
        label="Symbol"
        value={choices.symbol}
        onChange={event => choose({ symbol: event.target.value })}
        maxLength={40}
        required
        autoFocus
        hint="What rules call it."
        problem={problem('symbol')}
      />
      <TextField
        label="Name"
        value={choices.name}
        placeholder={choices.symbol}
        onChange={event => choose({ name: event.target.value })}
        maxLength={120}
        problem={problem('name')}
      />
      <TextField
        label="Currency"
        value={choices.currency}
        onChange={event => choose({ currency: event.target.value.toUpperCase() })}
        maxLength={12}
        required
        problem={problem('currency')}
      />
      <SelectField
        label="Trades"
        hint="Where its days and hours begin."
        value={choices.calendar}
        onChange={calendar => choose({ calendar })}
        options={Object.entries(CALENDARS).map(([value, label]) => ({ value, label }))}
        problem={problem('calendar')}
      />
      <SelectField
        label="Bars"
        value={choices.timeframe || FROM_FILE}
        onChange={value => choose({ timeframe: value === FROM_FILE ? '' : value })}
        options={[
          {
            value: FROM_FILE,
            label: preview?.timeframe ? `As in the file: ${preview.timeframe}` : 'As in the file',
          },
          ...LENGTHS.map(value => ({ value, label: value })),
        ]}
      />
      {(preview?.zone === 'none' || choices.zone !== '') && (
        <>
          <TextField
            label="Time zone"
            hint="The file’s times name none."
            list={zones}
            value={choices.zone}
            placeholder="UTC"
            onChange={event => choose({ zone: event.target.value.trim() })}
            problem={
              choices.zone !== '' && !isZone(choices.zone)
                ? 'Write one like America/New_York.'
                : problem('zone')
            }
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map(zone => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
      {(preview?.needsOrder || choices.dates !== '') && (
        <SelectField
          label="Dates"
          value={choices.dates || FROM_FILE}
          onChange={value => choose({ dates: value === FROM_FILE ? '' : value })}
          options={[
            { value: FROM_FILE, label: 'Choose', about: 'They can be read either way.' },
            { value: 'dmy', label: 'Day first' },
            { value: 'mdy', label: 'Month first' },
          ]}
        />
      )}
      {isThere && (
        <SelectField
          label="There already"
          value={choices.mode === 'add' ? 'add' : 'replace'}
          onChange={mode => choose({ mode })}
          options={[
            { value: 'replace', label: 'Replace its bars' },
            { value: 'add', label: 'Add to its bars', about: 'Where both have a bar, the file is right.' },
          ]}
        />
      )}
    </div>
  )
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

function Alert({
  message,
  problems,
  count: all = 0,
}: {
  message: string
  problems: readonly string[]
  count?: number
}) {
  return (
    <div role="alert" className="rounded-md border border-bad/40 bg-bad-wash p-3">
      <p className="flex items-start gap-2 font-medium text-bad">
        <TriangleAlert size={15} className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">{message}</span>
      </p>
      {problems.length > 1 && (
        <ul className="mt-2 flex max-h-40 flex-col gap-0.5 overflow-auto text-[12px]">
          {problems.map(each => (
            <li key={each}>Line {each}</li>
          ))}
          {all > problems.length && <li className="text-faint">… and {count(all - problems.length)} more</li>}
        </ul>
      )}
    </div>
  )
}

const Notes = ({ notes }: { notes: readonly string[] }) =>
  notes.length > 0 && (
    <ul className="flex list-disc flex-col gap-0.5 pl-5 text-soft">
      {notes.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )

function isZone(name: string): boolean {
  if (name === '') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
