'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useMemo, useState } from 'react'
import type { Template } from '@/sandbox/templates/template'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { SearchBox } from '../_ui/SearchBox'
import { Code } from './Code'
import { GraphView } from './GraphView'
import { STARTERS } from './starter'

interface NewStrategyProps {
  readonly open: boolean
  readonly onClose: () => void
}

export const NewStrategy = ({ open, onClose }: NewStrategyProps) => (
  <Dialog
    open={open}
    onClose={onClose}
    title="New strategy"
    about="A rule that says what you look for. Begin with something that works and change it."
    size="large"
  >
    <Form onClose={onClose} />
  </Dialog>
)

function Form({ onClose }: { onClose: () => void }) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [from, setFrom] = useState<Template>(STARTERS[0] as Template) // there are starters
  const [name, setName] = useState('')
  const create = useMutation(
    trpc.strategies.create.mutationOptions({
      onSuccess: async ({ strategyId }) => {
        await queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() })
        router.push(href(`strategies/${strategyId}`))
      },
    }),
  )
  const isStarter = STARTERS.includes(from)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({
      workspaceId: workspace.id,
      name: name.trim() || from.title,
      summary: isStarter ? '' : from.summary,
      kind: from.kind,
      document: from.source,
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label="Name"
        value={name}
        onChange={event => setName(event.target.value)}
        placeholder={isStarter ? '' : from.title}
        maxLength={80}
        required={isStarter}
        autoFocus
        problem={create.error && explain(create.error).sentence}
      />
      <div className="grid h-[46vh] min-h-72 gap-3 sm:grid-cols-[260px_minmax(0,1fr)]">
        <Gallery chosen={from} onChoose={setFrom} />
        <div className="hidden min-h-0 flex-col rounded-md border border-line bg-ground sm:flex">
          <p className="flex items-center gap-2 border-b border-line px-3 py-1.5 text-soft">
            <span className="min-w-0 flex-1 truncate">{from.summary}</span>
            <Badge>{from.kind}</Badge>
          </p>
          {from.kind === 'graph' ? (
            <div className="min-h-0 flex-1">
              <GraphView document={from.source} />
            </div>
          ) : (
            <pre className="min-h-0 flex-1 overflow-auto p-3 font-mono text-[12px] leading-5 [font-variant-ligatures:none]">
              <Code source={from.source} />
            </pre>
          )}
        </div>
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={create.isPending}>
          Create strategy
        </Button>
      </div>
    </form>
  )
}

interface GalleryProps {
  readonly chosen: Template
  readonly onChoose: (template: Template) => void
}

/** The starters, and behind them every strategy of the gallery. */
function Gallery({ chosen, onChoose }: GalleryProps) {
  const [search, setSearch] = useState('')
  // Their documents are no part of the page before somebody asks for one.
  const { data: templates = [] } = useQuery({
    queryKey: ['templates'],
    queryFn: async () => (await import('@/sandbox/templates')).templates,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return [...STARTERS, ...templates].filter(each =>
      [each.title, each.summary, each.kind, ...each.tags].join(' ').toLowerCase().includes(wanted),
    )
  }, [search, templates])
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchBox label="Find a template" value={search} onChange={setSearch} wide />
      <div
        role="radiogroup"
        aria-label="Begin with"
        className="min-h-0 flex-1 overflow-auto rounded-md border border-line p-1"
      >
        {found.map(each => (
          <label
            key={each.id}
            className="flex cursor-pointer items-center gap-2 rounded px-2 py-1 text-soft hover:bg-hover has-checked:bg-accent-wash has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="from"
              className="sr-only"
              checked={each.id === chosen.id}
              onChange={() => onChoose(each)}
            />
            <span className="min-w-0 flex-1 truncate">{each.title}</span>
            <span className="truncate text-[11px] text-faint">{each.tags[0]}</span>
          </label>
        ))}
        {found.length === 0 && <p className="p-3 text-faint">No template has “{search}” in it.</p>}
      </div>
    </div>
  )
}
