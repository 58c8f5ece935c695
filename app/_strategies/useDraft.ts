'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { explain } from '../_ui/problem'
import { type LocalDraft, localDraft } from './localDraft'
import type { Written } from './written'

export type Stored = Outputs['drafts']['get']

/** Typing pauses that long before a draft goes to the server; this browser keeps it at once. */
const PAUSE_MS = 800
const TRY_AGAIN_MS = 10_000

export type DraftState =
  /** Nothing is written that the version does not say. */
  | 'none'
  | 'keeping'
  | 'kept'
  /** Kept in this browser until the server can be reached. */
  | 'here'
  /** Another tab or machine wrote over it. */
  | 'elsewhere'

type Kept = Pick<NonNullable<Stored['draft']>, 'document' | 'base'>

export interface DraftAsked {
  readonly strategyId: string
  readonly version: Written & { readonly number: number }
  /** The server's word when the page opened; null where there is no draft to be kept. */
  readonly stored: Stored | null
}

/**
 * What is written on top of a version, kept while it is written: here at once, on the server a moment later. It survives a reload,
 * a lost connection and a newer version, which is told of and never written over unasked.
 */
export function useDraft({ strategyId, version, stored }: DraftAsked) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [begun] = useState(() => beginning(strategyId, version, stored))
  const [text, setText] = useState(begun.document)
  const [base, setBase] = useState(begun.base)
  const [latest, setLatest] = useState(stored?.latest.number ?? version.number)
  const [state, setState] = useState<DraftState>(begun.document === version.document ? 'none' : 'kept')
  const revision = useRef(begun.revision)
  /** What the server has. */
  const kept = useRef<Kept | null>(stored?.draft ?? null)
  const [failures, setFailures] = useState(0)
  const newest = useRef(text)
  const ended = useRef(false)
  newest.current = text
  const { mutateAsync: save } = useMutation(trpc.drafts.save.mutationOptions())
  const { mutateAsync: discard } = useMutation(trpc.drafts.discard.mutationOptions())
  const { kind, document: published } = version
  const isOn = stored !== null
  const asked = { workspaceId: workspace.id, strategyId }

  const keep = useCallback(async () => {
    const document = newest.current
    const ask = { workspaceId: workspace.id, strategyId }
    try {
      if (document === published) {
        if (kept.current !== null) await discard(ask)
        kept.current = null
        revision.current = 0
      } else if (kept.current?.document !== document || kept.current.base !== base) {
        const answer = await save({ ...ask, base, kind, document, revision: revision.current })
        revision.current = answer.revision
        kept.current = { document, base }
        setLatest(answer.latest.number)
      }
      if (newest.current !== document) return
      localDraft.drop(strategyId)
      setState(document === published ? 'none' : 'kept')
    } catch (error) {
      setState(explain(error).code === 'CHANGED_MEANWHILE' ? 'elsewhere' : 'here')
      setFailures(count => count + 1)
    }
  }, [save, discard, workspace.id, strategyId, base, kind, published])

  useEffect(() => {
    const isKept = kept.current
      ? kept.current.document === text && kept.current.base === base
      : text === published
    if (!isOn || ended.current || (isKept && state !== 'here')) return
    localDraft.put(strategyId, { base, kind, document: text, revision: revision.current })
    if (state === 'elsewhere') return
    if (state !== 'here') setState('keeping')
    const timer = setTimeout(() => void keep(), state === 'here' ? TRY_AGAIN_MS : PAUSE_MS)
    const again = () => void keep()
    addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', again)
    }
    // each failure sets the clock anew
  }, [isOn, text, state, base, kind, published, strategyId, keep, failures])

  return {
    text,
    setText,
    base,
    state,
    /** A version that was published while this one was written on. */
    overtakenBy: latest > base && text !== published ? latest : null,
    /** Goes on from the newest version; what it changed will be written over when this is published. */
    keepOver: () => setBase(latest),
    /** Throws the draft away. */
    drop: async () => {
      await discard(asked)
      localDraft.drop(strategyId)
      kept.current = null
      revision.current = 0
      setText(published)
      setState('none')
      // a newer version is what there is now
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.drafts.get.queryKey() }),
        queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
        queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
      ])
    },
    /** Of two drafts of one person: the other one. */
    takeOther: async () => {
      const { draft } = await queries.fetchQuery(trpc.drafts.get.queryOptions(asked, { staleTime: 0 }))
      localDraft.drop(strategyId)
      revision.current = draft?.revision ?? 0
      kept.current = draft
      setBase(draft?.base ?? version.number)
      setText(draft?.document ?? published)
      setState(draft ? 'kept' : 'none')
    },
    /** Of two drafts of one person: this one, over the other. */
    keepThis: async () => {
      const { draft } = await queries.fetchQuery(trpc.drafts.get.queryOptions(asked, { staleTime: 0 }))
      revision.current = draft?.revision ?? 0
      kept.current = draft
      setState('keeping')
    },
    /** It has been published; nothing is left to keep. */
    end: () => {
      ended.current = true
      localDraft.drop(strategyId)
      kept.current = null
      revision.current = 0
      setState('none')
    },
  }
}

export type Draft = ReturnType<typeof useDraft>

/** What this browser still holds goes before the server's draft, which goes before the version. */
function beginning(
  strategyId: string,
  { number, kind, document }: DraftAsked['version'],
  stored: Stored | null,
): LocalDraft {
  const draft = stored?.draft
  const here = stored ? localDraft.get(strategyId) : null
  if (here && here.kind === kind) return here
  if (draft && draft.kind === kind)
    return { base: draft.base, kind, document: draft.document, revision: draft.revision }
  return { base: number, kind, document, revision: draft?.revision ?? 0 }
}
