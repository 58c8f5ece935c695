'use client'
import { CloudOff, GitMerge } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Tip } from '../_ui/Tip'
import type { Draft, DraftState } from './useDraft'

const WORDS: Readonly<Record<Exclude<DraftState, 'none'>, readonly [word: string, says: string]>> = {
  keeping: ['draft …', 'Being kept.'],
  kept: ['draft', 'Kept for you. Nobody else sees it and nothing runs it until you publish it.'],
  here: [
    'draft, kept here',
    'The server can’t be reached. Your draft is in this browser and goes there by itself.',
  ],
  elsewhere: ['draft, two of them', 'Another tab or machine has written too. Choose one below.'],
}

/** Whether what is written is kept, in a word. */
export function DraftBadge({ state }: { state: DraftState }) {
  if (state === 'none') return null
  const [word, says] = WORDS[state]
  return (
    <Tip text={says}>
      <span role="status">
        <Badge tone={state === 'here' || state === 'elsewhere' ? 'bad' : 'warn'}>{word}</Badge>
      </span>
    </Tip>
  )
}

interface DraftBarProps {
  readonly draft: Draft
  /** Shows what the newer version changed. */
  readonly onCompare: (version: number) => void
}

/** What has to be decided about a draft; nothing where there is nothing to decide. */
export function DraftBar({ draft, onCompare }: DraftBarProps) {
  const { state, overtakenBy, base } = draft
  if (state === 'elsewhere')
    return (
      <Bar
        icon={<CloudOff size={14} />}
        text="You have written in another tab or on another machine as well."
      >
        <Button onClick={() => void draft.takeOther()}>Load the other one</Button>
        <Button onClick={() => void draft.keepThis()}>Keep this one</Button>
      </Bar>
    )
  if (overtakenBy === null) return null
  return (
    <Bar
      icon={<GitMerge size={14} />}
      text={`Version ${overtakenBy} was published while you wrote on version ${base}.`}
    >
      <Button onClick={() => onCompare(overtakenBy)}>Compare</Button>
      <Button onClick={draft.keepOver}>Keep mine, over version {overtakenBy}</Button>
      <Button onClick={() => void draft.drop()}>Drop my draft</Button>
    </Bar>
  )
}

const Bar = ({ icon, text, children }: { icon: ReactNode; text: string; children: ReactNode }) => (
  <div
    role="alert"
    className="flex flex-wrap items-center gap-2 border-b border-line bg-bad-wash px-4 py-1.5 text-ink"
  >
    {icon}
    <p className="min-w-0 flex-1">{text}</p>
    {children}
  </div>
)
