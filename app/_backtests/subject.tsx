'use client'
// What is run: the strategy that a dialog was opened for, or one that is chosen in it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { SelectField, TextField } from '../_ui/Field'
import { problemAt, type Refused } from './refused'

export interface NewRunProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The strategy to run; chosen in the dialog when it is not given. */
  readonly strategyId?: string
  /** One version of it, where it is not the newest that compiles. */
  readonly versionId?: string
}

/** The strategy, those there are to choose from unless one was given, and what there is to know of its version. */
export function useSubject(strategyId: string | undefined, versionId: string | undefined) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const here = { workspaceId: workspace.id }
  const [picked, pick] = useState<string | null>(null)
  const { data: strategies = [] } = useQuery(
    trpc.strategies.list.queryOptions(here, { enabled: !strategyId }),
  )
  const options = strategies.map(({ id, name: label, latest }) => ({
    value: id,
    label,
    ...(!latest?.digest && { about: 'has problems to correct first', disabled: true }),
  }))
  const chosen = strategyId ?? picked ?? options.find(({ disabled }) => !disabled)?.value ?? ''
  const { data: version } = useQuery(
    trpc.backtests.subject.queryOptions(
      { ...here, strategyId: chosen, ...(versionId && { versionId }) },
      { enabled: chosen !== '', retry: false },
    ),
  )
  return { strategyId: chosen, options: strategyId ? null : options, pick, version }
}

/** Paths of an input that `SubjectFields` shows. */
export const SUBJECT_SHOWN = ['name', 'strategyId'] as const

interface SubjectFieldsProps {
  readonly subject: ReturnType<typeof useSubject>
  readonly name: string
  readonly onName: (name: string) => void
  readonly refused: Refused
}

/** A name for the run, and what is run. */
export function SubjectFields({ subject, name, onName, refused }: SubjectFieldsProps) {
  const { strategyId, options, pick, version } = subject
  return (
    <>
      <TextField
        label="Name"
        autoFocus
        maxLength={120}
        placeholder="by strategy and bars"
        value={name}
        onChange={event => onName(event.target.value)}
        problem={problemAt(refused, 'name')}
      />
      {options ? (
        <SelectField
          label="Strategy"
          options={options}
          value={strategyId}
          onChange={pick}
          problem={problemAt(refused, 'strategyId')}
        />
      ) : (
        <TextField
          label="Strategy"
          value={version ? `${version.name}, version ${version.number}` : 'The one that is open'}
          disabled
          readOnly
        />
      )}
    </>
  )
}
