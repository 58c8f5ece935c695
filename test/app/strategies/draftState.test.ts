import { describe, expect, test } from 'vitest'
import {
  begin,
  type DraftEvent,
  type DraftState,
  due,
  isUnkept,
  next,
  overtakenBy,
  PAUSE_MS,
  TRY_AGAIN_MS,
} from '@/app/_strategies/draftState'
import type { Written } from '@/app/_strategies/written'

const formula = (document: string): Written => ({ kind: 'formula', document })
const GRAPH: Written = { kind: 'graph', document: '{}' }
const opened = (given: Partial<Parameters<typeof begin>[0]> = {}): DraftState =>
  begin({
    version: { ...formula('v1'), number: 1 },
    latest: 1,
    draft: null,
    here: null,
    before: null,
    ...given,
  })
const after = (state: DraftState, ...events: readonly DraftEvent[]) => events.reduce(next, state)
const wrote = (document: string): DraftEvent => ({ kind: 'wrote', document })
const ASKED: DraftEvent = { kind: 'asked' }
const FAILED: DraftEvent = { kind: 'failed' }
const OVERWRITTEN: DraftEvent = { kind: 'changedMeanwhile' }
const saved = (document: string, revision = 1, latest = 1): DraftEvent => ({
  kind: 'saved',
  written: formula(document),
  base: 1,
  revision,
  latest,
})

const renewed = (document: string, number: number): DraftEvent => ({
  kind: 'renewed',
  version: { ...formula(document), number },
})

describe('a draft that is written', () => {
  test('is none where nothing is written', () => {
    const state = opened()
    expect(state.status).toBe('none')
    expect(due(state)).toBeNull()
    expect(isUnkept(state)).toBe(false)
  })

  test('is kept a pause after the last letter', () => {
    const state = after(opened(), wrote('a'), wrote('ab'))
    expect(state.status).toBe('keeping')
    expect(due(state)).toEqual({
      kind: 'save',
      afterMs: PAUSE_MS,
      written: formula('ab'),
      base: 1,
      revision: 0,
    })
    const kept = after(state, ASKED, saved('ab'))
    expect(kept.status).toBe('kept')
    expect(due(kept)).toBeNull()
    expect(isUnkept(kept)).toBe(false)
  })

  test('waits for the answer before it is sent again, and then says the answer’s revision', () => {
    const asking = after(opened(), wrote('a'), ASKED, wrote('ab'))
    expect(due(asking)).toBeNull()
    expect(isUnkept(asking)).toBe(true)
    expect(due(after(asking, saved('a', 7)))).toMatchObject({
      kind: 'save',
      written: formula('ab'),
      revision: 7,
    })
  })

  test('that is written back to the version is discarded', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), wrote('v1'))
    expect(due(state)).toEqual({ kind: 'discard', afterMs: PAUSE_MS })
    const gone = after(state, ASKED, { kind: 'discarded' })
    expect(gone).toMatchObject({ status: 'none', kept: null, revision: 0 })
    expect(due(gone)).toBeNull()
  })

  test('that is written back before it was ever kept needs no server', () => {
    expect(after(opened(), wrote('a'), wrote('v1'))).toMatchObject({ status: 'none' })
  })
})

describe('a lost connection', () => {
  test('leaves the draft here and is tried again', () => {
    const state = after(opened(), wrote('a'), ASKED, FAILED)
    expect(state.status).toBe('here')
    expect(isUnkept(state)).toBe(true)
    expect(due(state)).toMatchObject({ kind: 'save', afterMs: TRY_AGAIN_MS })
    expect(after(state, wrote('ab')).status).toBe('here')
    expect(after(state, ASKED, saved('a')).status).toBe('kept')
  })

  test('while a draft is taken back is tried again too', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), wrote('v1'), ASKED, FAILED)
    expect(state.status).toBe('here')
    expect(due(state)).toEqual({ kind: 'discard', afterMs: TRY_AGAIN_MS })
  })

  test('leaves what this browser holds to begin with, before the server’s', () => {
    const draft = { ...formula('server'), base: 1, revision: 3 }
    const state = opened({ draft, here: { ...formula('browser'), base: 1, revision: 3 } })
    expect(state.written).toEqual(formula('browser'))
    expect(due(state)).toMatchObject({ kind: 'save', revision: 3 })
    expect(opened({ draft })).toMatchObject({ written: formula('server'), status: 'kept' })
  })
})

describe('a refusal', () => {
  const refused = after(opened(), wrote('a'), ASKED, {
    kind: 'refused',
    why: 'Too long.',
    written: formula('a'),
  })

  test('leaves the draft here with its reason, and is not asked for again by itself', () => {
    expect(refused).toMatchObject({ status: 'refused', refusal: 'Too long.' })
    expect(isUnkept(refused)).toBe(true)
    expect(due(refused)).toBeNull()
  })

  test('is over with the next words', () => {
    const on = after(refused, wrote('b'))
    expect(on).toMatchObject({ status: 'keeping', refusal: null })
    expect(due(on)).toMatchObject({ kind: 'save', afterMs: PAUSE_MS, written: formula('b') })
    expect(after(on, ASKED, saved('b'))).toMatchObject({ status: 'kept', refusal: null })
    expect(after(refused, { kind: 'turned', into: GRAPH })).toMatchObject({ status: 'keeping' })
  })

  test('is asked about again when somebody says so', () => {
    const again = after(refused, { kind: 'triedAgain' })
    expect(again).toMatchObject({ status: 'keeping', refusal: null })
    expect(due(again)).toMatchObject({ kind: 'save', written: formula('a') })
  })

  test('says nothing of words that were written while it was on its way', () => {
    const why = { kind: 'refused', why: 'Too long.', written: formula('a') } as const
    expect(due(after(opened(), wrote('a'), ASKED, wrote('b'), why))).toMatchObject({ written: formula('b') })
  })
})

describe('another tab', () => {
  const two = after(opened(), wrote('mine'), ASKED, OVERWRITTEN)
  const other = { ...formula('other'), base: 1, revision: 4 }

  test('that wrote over the draft stops the keeping until somebody decides', () => {
    expect(two.status).toBe('elsewhere')
    expect(due(two)).toBeNull()
    const on = after(two, wrote('mine too'))
    expect(on.status).toBe('elsewhere')
    expect(due(on)).toBeNull()
    expect(isUnkept(on)).toBe(true)
  })

  test('may win', () => {
    const state = after(two, { kind: 'tookOther', draft: other })
    expect(state).toMatchObject({ written: formula('other'), revision: 4, status: 'kept' })
    expect(due(state)).toBeNull()
  })

  test('may lose: this one is written over it, knowingly', () => {
    const state = after(two, { kind: 'keptThis', draft: other })
    expect(state.written).toEqual(formula('mine'))
    expect(due(state)).toMatchObject({ kind: 'save', written: formula('mine'), revision: 4 })
  })

  test('may have dropped its draft meanwhile', () => {
    expect(after(two, { kind: 'tookOther', draft: null })).toMatchObject({
      written: formula('v1'),
      status: 'none',
    })
    expect(due(after(two, { kind: 'keptThis', draft: null }))).toMatchObject({ kind: 'save', revision: 0 })
  })
})

describe('a newer version', () => {
  const behind = after(opened(), wrote('a'), ASKED, saved('a', 1, 3))

  test('is told of while something is written on an older one', () => {
    expect(overtakenBy(behind)).toBe(3)
    expect(overtakenBy(after(behind, wrote('v1')))).toBeNull()
    expect(overtakenBy(opened({ latest: 2 }))).toBeNull()
  })

  test('is written over only when that is said', () => {
    const over = after(behind, { kind: 'keptOver' })
    expect(over.base).toBe(3)
    expect(overtakenBy(over)).toBeNull()
    expect(due(over)).toMatchObject({ kind: 'save', base: 3 })
  })

  test('is gone along with where nothing is written', () => {
    const state = after(opened(), renewed('v3', 3))
    expect(state).toMatchObject({ written: formula('v3'), base: 3, latest: 3, status: 'none', before: null })
    expect(due(state)).toBeNull()
  })

  test('of another kind is gone along with too', () => {
    const state = after(opened(), { kind: 'renewed', version: { ...GRAPH, number: 2 } })
    expect(state.written).toEqual(GRAPH)
  })

  test('leaves a draft alone, and its writer is told', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), renewed('v3', 3))
    expect(state).toMatchObject({ written: formula('a'), base: 1, status: 'kept' })
    expect(overtakenBy(state)).toBe(3)
    expect(after(state, { kind: 'dropped' }).written).toEqual(formula('v3'))
  })

  test('that says what is written leaves no draft', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), renewed('a', 2))
    expect(overtakenBy(state)).toBeNull()
    expect(due(state)).toMatchObject({ kind: 'discard' })
  })

  test('is what is left of a draft that is dropped', () => {
    const state = after(behind, { kind: 'dropped' })
    expect(state).toMatchObject({ written: formula('v1'), kept: null, status: 'none', revision: 0 })
    expect(due(state)).toBeNull()
  })
})

describe('publishing', () => {
  const PUBLISHED: DraftEvent = { kind: 'published', written: formula('a'), version: 2 }

  test('changes nothing once more when the version comes back from the server', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), PUBLISHED)
    expect(after(state, renewed('a', 2))).toEqual(state)
    const on = after(state, wrote('ab'))
    expect(after(on, renewed('a', 2))).toEqual(on)
  })

  test('is not undone by an answer from before it', () => {
    const state = after(opened(), wrote('a'), PUBLISHED)
    expect(after(state, renewed('v1', 1))).toEqual(state)
  })

  test('ends the draft it publishes', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), {
      kind: 'published',
      written: formula('a'),
      version: 2,
    })
    expect(state).toMatchObject({ status: 'none', base: 2, latest: 2, kept: null })
    expect(due(state)).toBeNull()
  })

  test('keeps what was written meanwhile, on top of the new version', () => {
    const state = after(opened(), wrote('a'), ASKED, saved('a'), wrote('ab'), {
      kind: 'published',
      written: formula('a'),
      version: 2,
    })
    expect(state.status).toBe('keeping')
    expect(due(state)).toMatchObject({ kind: 'save', written: formula('ab'), base: 2, revision: 0 })
    expect(overtakenBy(state)).toBeNull()
  })
})

describe('turning into a graph', () => {
  const turned = after(opened(), wrote('a'), ASKED, saved('a'), { kind: 'turned', into: GRAPH })

  test('is a draft of another kind, with what it was', () => {
    expect(turned).toMatchObject({ written: GRAPH, before: formula('a'), status: 'keeping' })
    expect(due(turned)).toMatchObject({ kind: 'save', written: GRAPH, revision: 1 })
  })

  test('is taken back and forth without losing either', () => {
    const back = after(turned, wrote('{"x":1}'), { kind: 'turnedBack' })
    expect(back.written).toEqual(formula('a'))
    expect(after(back, { kind: 'turnedBack' }).written).toEqual({ kind: 'graph', document: '{"x":1}' })
  })

  test('is over once it is published, dropped, or nothing is written', () => {
    const published = after(turned, { kind: 'published', written: GRAPH, version: 2 })
    expect(published.before).toBeNull()
    expect(after(turned, { kind: 'dropped' })).toMatchObject({ before: null, written: formula('v1') })
    expect(opened({ before: GRAPH }).before).toBeNull()
  })

  test('of the same words is another draft than the code', () => {
    const same = after(opened(), { kind: 'turned', into: { kind: 'script', document: 'v1' } })
    expect(due(same)).toMatchObject({ kind: 'save' })
  })
})
