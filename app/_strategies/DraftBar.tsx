'use client'
import { CloudOff, GitMerge, Trash2, Workflow } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Badge } from '../_ui/Badge'
import { Button, IconButton } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { Tip } from '../_ui/Tip'
import { useSay } from '../_ui/Toasts'
import type { DraftStatus } from './draftState'
import type { Draft } from './useDraft'
import type { Written } from './written'

const WORDS: Readonly<Record<Exclude<DraftStatus, 'none'>, readonly [word: string, says: string]>> = {
  keeping: ['draft …', 'Being kept.'],
  kept: ['draft', 'Kept for you. Nobody else sees it and nothing runs it until you publish it.'],
  here: [
    'draft, kept here',
    'The server can’t be reached. Your draft is in this browser and goes there by itself.',
  ],
  refused: ['draft, not kept', 'It is in this browser alone; the bar below says why.'],
  elsewhere: ['draft, two of them', 'Another tab or machine has written too. Choose one below.'],
}

/** Whether what is written is kept, in a word. */
export function DraftBadge({ status }: { status: DraftStatus }) {
  if (status === 'none') return null
  const [word, says] = WORDS[status]
  return (
    <Tip text={says}>
      <span role="status">
        <Badge tone={status === 'kept' || status === 'keeping' ? 'warn' : 'bad'}>{word}</Badge>
      </span>
    </Tip>
  )
}

/** Throws a draft away, once that is meant. */
export function DropDraft({ draft, version }: { draft: Draft; version: number }) {
  const [asked, setAsked] = useState(false)
  const drop = useDrop(draft)
  if (!draft.isChanged) return null
  return (
    <>
      <IconButton label="Drop the draft" onClick={() => setAsked(true)}>
        <Trash2 size={14} />
      </IconButton>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title="Drop the draft?"
        about={`What you wrote on top of version ${version} is gone then.`}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>Keep it</Button>
          <Button
            look="danger"
            onClick={() => {
              setAsked(false)
              drop()
            }}
          >
            Drop it
          </Button>
        </div>
      </Dialog>
    </>
  )
}

const useDrop = (draft: Draft) => {
  const say = useSay()
  return () => void draft.drop().catch(error => say.failed('The draft is still there', error))
}

interface DraftBarProps {
  readonly draft: Draft
  /** The version that is written on. */
  readonly version: Written & { readonly number: number }
  /** Shows what the newer version changed. */
  readonly onCompare: (version: number) => void
}

/** What has to be decided or known about a draft; nothing where there is nothing. */
export function DraftBar({ draft, version, onCompare }: DraftBarProps) {
  const { status, refusal, overtakenBy, base, written, before } = draft
  const say = useSay()
  const drop = useDrop(draft)
  const load = (other: () => Promise<void>) => void other().catch(error => say.failed('Not loaded', error))
  if (status === 'elsewhere')
    return (
      <Bar
        icon={<CloudOff size={14} />}
        text="You have written in another tab or on another machine as well."
      >
        <Button onClick={() => load(draft.takeOther)}>Load the other one</Button>
        <Button onClick={() => load(draft.keepThis)}>Keep this one</Button>
      </Bar>
    )
  if (refusal !== null)
    return (
      <Bar icon={<CloudOff size={14} />} text={`Your draft is in this browser alone. ${refusal}`}>
        <Button onClick={draft.tryAgain}>Try again</Button>
      </Bar>
    )
  if (overtakenBy !== null)
    return (
      <Bar
        icon={<GitMerge size={14} />}
        text={`Version ${overtakenBy} was published while you wrote on version ${base}.`}
      >
        <Button onClick={() => onCompare(overtakenBy)}>Compare</Button>
        <Button onClick={draft.keepOver}>Keep mine, over version {overtakenBy}</Button>
        <Button onClick={drop}>Drop my draft</Button>
      </Bar>
    )
  const isReplaced = before !== null && (before.kind === 'graph') === (written.kind === 'graph')
  const isTurned = (written.kind === 'graph') !== (version.kind === 'graph')
  if (!isTurned && !before) return null
  return (
    <Bar
      isCalm
      icon={<Workflow size={14} />}
      text={
        isTurned
          ? `Your draft is a ${written.kind}; version ${version.number} is a ${version.kind} until you publish.`
          : isReplaced
            ? 'This text has taken the place of another.'
            : `Turned back into a ${written.kind}.`
      }
    >
      {before && (
        <Button onClick={draft.turnBack}>
          {isReplaced
            ? 'Back to the other'
            : `Back to the ${before.kind === 'graph' ? 'drawing' : 'code'} as it was`}
        </Button>
      )}
    </Bar>
  )
}

interface BarProps {
  readonly icon: ReactNode
  readonly text: string
  /** There is nothing that must be decided. */
  readonly isCalm?: boolean
  readonly children: ReactNode
}

const Bar = ({ icon, text, isCalm = false, children }: BarProps) => (
  <div
    role={isCalm ? 'note' : 'alert'}
    className={`flex flex-wrap items-center gap-2 border-b border-line px-4 py-1.5 text-ink ${isCalm ? 'bg-accent-wash' : 'bg-bad-wash'}`}
  >
    {icon}
    <p className="min-w-0 flex-1">{text}</p>
    {children}
  </div>
)
