'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useRef } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { explain, isRefusal } from '../_ui/problem'
import {
  begin,
  type DraftEvent,
  type DraftState,
  due,
  isUnkept,
  next,
  overtakenBy,
  type Version,
  type Work,
} from './draftState'
import { beforeTurn, localDraft } from './localDraft'
import { isSame, type Written } from './written'

export type Stored = Outputs['drafts']['get']

export interface DraftAsked {
  readonly strategyId: string
  readonly version: Version
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
  const isOn = stored !== null
  const [state, tell] = useReducer(
    next,
    null,
    (): DraftState =>
      begin({
        version,
        latest: stored?.latest.number ?? version.number,
        draft: stored?.draft ?? null,
        here: isOn ? localDraft.get(strategyId) : null,
        before: isOn ? beforeTurn.get(strategyId) : null,
      }),
  )
  const { mutateAsync: save } = useMutation(trpc.drafts.save.mutationOptions())
  const { mutateAsync: discard } = useMutation(trpc.drafts.discard.mutationOptions())
  const asked = { workspaceId: workspace.id, strategyId }

  /** What the server has, for whoever comes back to the page. */
  const remember = (draft: Stored['draft'], newest?: Stored['latest']) =>
    queries.setQueryData(
      trpc.drafts.get.queryKey(asked),
      known => known && { draft, latest: newest ?? known.latest },
    )
  const carryOut = async (work: Work) => {
    tell({ kind: 'asked' })
    try {
      if (work.kind === 'discard') {
        await discard(asked)
        remember(null)
        tell({ kind: 'discarded' })
        return
      }
      const { written, base } = work
      const { revision, latest } = await save({ ...asked, ...written, base, revision: work.revision })
      remember({ ...written, base, revision }, latest)
      // the page may be gone by now, and nothing else would take it away
      const here = localDraft.get(strategyId)
      if (here && isSame(here, written)) localDraft.drop(strategyId)
      tell({ kind: 'saved', written, base, revision, latest: latest.number })
    } catch (error) {
      tell(failureOf(error, work.kind === 'save' ? work.written : version))
    }
  }
  const shown = useRef(version.number)
  // whatever made it the newest, a person stays where they are
  useEffect(() => {
    if (shown.current === version.number) return
    shown.current = version.number
    tell({ kind: 'renewed', version })
  }, [version])
  const worker = useRef(carryOut)
  worker.current = carryOut

  useEffect(() => {
    if (!isOn) return
    keepHere(strategyId, state)
    if (state.before) beforeTurn.put(strategyId, state.before)
    else beforeTurn.drop(strategyId)
    const work = due(state)
    if (!work) return
    const start = () => void worker.current(work)
    const timer = setTimeout(start, work.afterMs)
    addEventListener('online', start)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', start)
    }
  }, [isOn, state, strategyId])

  const other = async () =>
    (await queries.fetchQuery(trpc.drafts.get.queryOptions(asked, { staleTime: 0 }))).draft
  return {
    written: state.written,
    write: (document: string) => {
      const wrote = { kind: 'wrote', document } as const
      // at once: the page may go before it is rendered again
      if (isOn) keepHere(strategyId, next(state, wrote))
      tell(wrote)
    },
    base: state.base,
    status: state.status,
    /** Why the server will not keep it; null where it was not refused. */
    refusal: state.refusal,
    tryAgain: () => tell({ kind: 'triedAgain' }),
    isChanged: !isSame(state.written, state.published),
    /** What it was before it was turned into a graph or into code, or replaced by a file. */
    before: state.before,
    /** Puts another document in its place, of whatever kind. */
    turn: (into: Written) => tell({ kind: 'turned', into }),
    turnBack: () => tell({ kind: 'turnedBack' }),
    /** A version that was published while this one was written on. */
    overtakenBy: overtakenBy(state),
    /** Goes on from the newest version; what it changed will be written over when this is published. */
    keepOver: () => tell({ kind: 'keptOver' }),
    /** Throws the draft away. */
    drop: async () => {
      await discard(asked)
      tell({ kind: 'dropped' })
      // a newer version is what there is now
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.drafts.get.queryKey() }),
        queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
        queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
      ])
    },
    /** Of two drafts of one person: the other one. */
    takeOther: async () => tell({ kind: 'tookOther', draft: await other() }),
    /** Of two drafts of one person: this one, over the other. */
    keepThis: async () => tell({ kind: 'keptThis', draft: await other() }),
    /** It has become a version. */
    published: (written: Written, version: number) => tell({ kind: 'published', written, version }),
  }
}

/** What the server has not got yet is kept by the browser. */
function keepHere(strategyId: string, state: DraftState): void {
  const { written, base, revision } = state
  if (isUnkept(state)) localDraft.put(strategyId, { ...written, base, revision })
  else localDraft.drop(strategyId)
}

/** Too many at once is no word on the draft. */
function failureOf(error: unknown, { kind, document }: Written): DraftEvent {
  const { code, sentence, fields } = explain(error)
  if (code === 'CHANGED_MEANWHILE') return { kind: 'changedMeanwhile' }
  if (!isRefusal(error) || code === 'TOO_MANY_REQUESTS' || code === 'TOO_SLOW') return { kind: 'failed' }
  return {
    kind: 'refused',
    written: { kind, document },
    why: Object.values(fields).flat().join(' ') || sentence,
  }
}

export type Draft = ReturnType<typeof useDraft>
