'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect } from 'react'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { count } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { beginningOf, symbolFrom } from './beginning'
import { type Chosen, ImportFields } from './ImportFields'
import { PreviewTable, Told } from './PreviewTable'
import { Notes, Refusal } from './said'
import type { Choices, Refused } from './upload'
import { isZone } from './zone'

interface ImportFormProps {
  readonly workspaceId: string
  readonly file: File
  readonly chosen: Chosen
  readonly choose: (some: Chosen) => void
  readonly refused: Refused | null
  readonly onAnother: () => void
  readonly onSend: (choices: Choices) => void
}

/** What the file seems to hold, and what is to be made of it. */
export function ImportForm({
  workspaceId,
  file,
  chosen,
  choose,
  refused,
  onAnother,
  onSend,
}: ImportFormProps) {
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
      {refused && <Refusal message={refused.message} problems={refused.problems} count={refused.count} />}
      {error && <Refusal message={explain(error).sentence} problems={[]} />}
      {!preview && !error && <p className="text-faint">Looking at its first rows …</p>}
      {preview && (
        <>
          <Told preview={preview} />
          {preview.problems.length > 0 && !refused && (
            <Refusal
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
      <ImportFields
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
