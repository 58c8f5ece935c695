'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { Template } from '@/sandbox/templates/template'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { inputClass } from '../_ui/inputClass'
import { explain } from '../_ui/problem'
import { STARTERS, sourceNamed } from './starter'
import { TemplateList } from './TemplateList'
import { TemplateView } from './TemplateView'

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
    size="whole"
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
  // Their documents are no part of the page before somebody asks for one.
  const { data: templates = [] } = useQuery({
    queryKey: ['templates'],
    queryFn: async () => (await import('@/sandbox/templates')).templates,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const create = useMutation(
    trpc.strategies.create.mutationOptions({
      onSuccess: async ({ strategyId }) => {
        await queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() })
        router.push(href(`strategies/${strategyId}`))
      },
    }),
  )
  const blocked = useBlocked('strategy:edit')
  const isStarter = STARTERS.includes(from)
  const ownName = isStarter ? `My ${from.kind === 'graph' ? 'drawing' : from.kind}` : from.title
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (blocked) return
    const called = name.trim() || ownName
    create.mutate({
      workspaceId: workspace.id,
      name: called,
      summary: isStarter ? '' : from.summary,
      kind: from.kind,
      document: isStarter ? sourceNamed(from, called) : from.source,
    })
  }
  const problem = create.error && explain(create.error).sentence
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="grid min-h-0 flex-1 gap-3 sm:grid-cols-[280px_minmax(0,1fr)]">
        <TemplateList templates={[...STARTERS, ...templates]} chosen={from} onChoose={setFrom} />
        <TemplateView template={from} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor="strategy-name" className="font-medium text-soft">
          Name
        </label>
        <input
          id="strategy-name"
          value={name}
          onChange={event => setName(event.target.value)}
          placeholder={ownName}
          maxLength={80}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'strategy-name-problem' : undefined}
          className={inputClass('w-80!')}
        />
        {problem && (
          <p id="strategy-name-problem" role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <span className="flex-1" />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" blocked={blocked} busy={create.isPending}>
          Create strategy
        </Button>
      </div>
    </form>
  )
}
