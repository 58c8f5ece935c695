// What becomes of a draft, whatever happens meanwhile: decided here, carried out by useDraft.
import { isSame, type Written } from './written'

/** Typing pauses that long before a draft goes to the server; this browser keeps it at once. */
export const PAUSE_MS = 800
export const TRY_AGAIN_MS = 10_000

export type DraftStatus =
  /** Nothing is written that the version does not say. */
  | 'none'
  | 'keeping'
  | 'kept'
  /** Kept in this browser until the server can be reached. */
  | 'here'
  /** Another tab or machine wrote over it. */
  | 'elsewhere'
  /** The server will not have it as it is; this browser holds it. */
  | 'refused'

/** A draft as the server has it. */
export interface KeptDraft extends Written {
  readonly base: number
  readonly revision: number
}

export interface DraftState {
  readonly published: Written
  readonly written: Written
  /** The version it was begun from. */
  readonly base: number
  /** The newest version there is. */
  readonly latest: number
  /** What the server has, as far as is known. */
  readonly kept: (Written & { readonly base: number }) | null
  /** How often the server has saved it; 0 where it has none. */
  readonly revision: number
  readonly status: DraftStatus
  /** Why the server will not have it, in a sentence; null where it was not refused. */
  readonly refusal: string | null
  /** The server has been asked and has not answered. */
  readonly isAsking: boolean
  /** What it was before it was turned into a graph or into code, or replaced by a file. */
  readonly before: Written | null
}

export type DraftEvent =
  | { readonly kind: 'wrote'; readonly document: string }
  | { readonly kind: 'turned'; readonly into: Written }
  | { readonly kind: 'turnedBack' }
  | { readonly kind: 'asked' }
  | {
      readonly kind: 'saved'
      readonly written: Written
      readonly base: number
      readonly revision: number
      readonly latest: number
    }
  /** The server was not reached, or is in trouble. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'changedMeanwhile' }
  | { readonly kind: 'refused'; readonly why: string; readonly written: Written }
  /** A person has done something about the refusal: the server is asked again. */
  | { readonly kind: 'triedAgain' }
  /** The server has no draft any more. */
  | { readonly kind: 'discarded' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'tookOther'; readonly draft: KeptDraft | null }
  | { readonly kind: 'keptThis'; readonly draft: KeptDraft | null }
  | { readonly kind: 'keptOver' }
  | { readonly kind: 'published'; readonly written: Written; readonly version: number }
  /** Another version is the newest: one's own, a restored one, somebody else's. */
  | { readonly kind: 'renewed'; readonly version: Version }

/** What is to be done about a draft, and when. */
export type Work =
  | {
      readonly kind: 'save'
      readonly afterMs: number
      readonly written: Written
      readonly base: number
      readonly revision: number
    }
  | { readonly kind: 'discard'; readonly afterMs: number }

export interface Version extends Written {
  readonly number: number
}

export interface Beginning {
  readonly version: Version
  readonly latest: number
  /** What the server has. */
  readonly draft: KeptDraft | null
  /** What this browser still holds: it goes before the server's draft, which goes before the version. */
  readonly here: KeptDraft | null
  readonly before: Written | null
}

export function begin({ version, latest, draft, here, before }: Beginning): DraftState {
  const { number, kind, document } = version
  const published = { kind, document }
  const from = here ?? draft ?? { ...published, base: number, revision: 0 }
  const written = { kind: from.kind, document: from.document }
  return settled({
    published,
    written,
    base: from.base,
    latest,
    kept: draft && { kind: draft.kind, document: draft.document, base: draft.base },
    revision: from.revision,
    status: 'kept',
    refusal: null,
    isAsking: false,
    before: isSame(written, published) ? null : before,
  })
}

export function next(state: DraftState, event: DraftEvent): DraftState {
  switch (event.kind) {
    case 'wrote':
      return settled(changed(state, { ...state.written, document: event.document }))
    case 'turned':
      return settled({ ...changed(state, event.into), before: state.written })
    case 'turnedBack':
      // whoever goes back by mistake goes forth again the same way
      return state.before ? settled({ ...changed(state, state.before), before: state.written }) : state
    case 'asked':
      return { ...state, isAsking: true }
    case 'saved': {
      const { written, base, revision, latest } = event
      return settled({ ...answered(state), kept: { ...written, base }, revision, latest })
    }
    case 'discarded':
      return settled({ ...answered(state), kept: null, revision: 0 })
    case 'failed':
      return { ...state, isAsking: false, status: 'here' }
    case 'changedMeanwhile':
      return { ...state, isAsking: false, status: 'elsewhere' }
    case 'refused':
      return isSame(state.written, event.written)
        ? { ...state, isAsking: false, status: 'refused', refusal: event.why }
        : settled(answered(state)) // what was written since may do
    case 'triedAgain':
      return settled(answered(state))
    case 'dropped':
      return settled({
        ...answered(state),
        kept: null,
        revision: 0,
        written: state.published,
        before: null,
      })
    case 'tookOther': {
      const { draft } = event
      const written = draft ? { kind: draft.kind, document: draft.document } : state.published
      return settled({
        ...answered(state),
        ...known(draft),
        written,
        base: draft?.base ?? state.base,
        before: null,
      })
    }
    case 'keptThis':
      return settled({ ...answered(state), ...known(event.draft) })
    case 'keptOver':
      return settled({ ...state, base: state.latest })
    case 'published': {
      const { written, version } = event
      // the draft that says what was published ended with it; what was written since goes on from the new version
      const ended = state.kept !== null && isSame(state.kept, written)
      return settled({
        ...answered(state),
        published: written,
        base: version,
        latest: version,
        before: null,
        ...(ended && { kept: null, revision: 0 }),
      })
    }
    case 'renewed': {
      const { number, kind, document } = event.version
      if (number < state.base) return state // an answer that was overtaken on its way
      const published = { kind, document }
      // a draft stays as it is, and its writer is told; who wrote nothing goes along
      const isDraft = !isSame(state.written, state.published)
      return settled({
        ...state,
        published,
        latest: Math.max(state.latest, number),
        ...(!isDraft && { written: published, base: number, before: null }),
      })
    }
  }
}

/** Null while there is nothing to do, the server is being asked, or a person has to decide. */
export function due({ published, written, base, kept, revision, status, isAsking }: DraftState): Work | null {
  if (isAsking || isStuck(status)) return null
  const afterMs = status === 'here' ? TRY_AGAIN_MS : PAUSE_MS
  if (isSame(written, published)) return kept ? { kind: 'discard', afterMs } : null
  if (kept && isSame(kept, written) && kept.base === base) return null
  return { kind: 'save', afterMs, written, base, revision }
}

/** Whether the server lacks what is written: then this browser has to hold it. */
export const isUnkept = (state: DraftState): boolean =>
  isStuck(state.status)
    ? !isSame(state.written, state.published)
    : due({ ...state, isAsking: false }) !== null

/** A version that was published while this one was written on. */
export const overtakenBy = ({ latest, base, written, published }: DraftState): number | null =>
  latest > base && !isSame(written, published) ? latest : null

/** The server was reached. */
const answered = (state: DraftState): DraftState => ({
  ...state,
  isAsking: false,
  status: 'kept',
  refusal: null,
})

/** Asking the server again would change nothing: a person has to. */
const isStuck = (status: DraftStatus): boolean => status === 'elsewhere' || status === 'refused'

/** Other words may be taken where these were refused. */
const changed = (state: DraftState, written: Written): DraftState =>
  state.status === 'refused' ? { ...state, written, status: 'keeping', refusal: null } : { ...state, written }

const known = (draft: KeptDraft | null): Pick<DraftState, 'kept' | 'revision'> => ({
  kept: draft && { kind: draft.kind, document: draft.document, base: draft.base },
  revision: draft?.revision ?? 0,
})

/** With the word for how it stands; trouble stays until the server answers. */
function settled(state: DraftState): DraftState {
  if (isStuck(state.status)) return state
  const isDue = due({ ...state, isAsking: false }) !== null
  if (isDue) return { ...state, status: state.status === 'here' ? 'here' : 'keeping' }
  return { ...state, status: isSame(state.written, state.published) ? 'none' : 'kept' }
}
