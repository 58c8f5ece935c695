import { expect, test } from 'vitest'
import { type Insert, placeWithin, placeWithout, withInserts } from '@/app/_editor/code/inserts'
import { inOwnPlaces } from '@/app/_editor/code/ownPlaces'

const NAME = 'file:///code/block-7.ts'
const TEXT = '(bar, state) => bar.a'
const INSERTS: readonly Insert[] = [
  { at: 0, text: '(', leads: true },
  { at: 11, text: ': {}' },
  { at: TEXT.length, text: '\n)' },
  { at: TEXT.length, text: ' satisfies Block', blames: { start: 0, length: 4 } },
]
const READ = '((bar, state: {}) => bar.a\n) satisfies Block'
const placed = (word: string) => ({ start: READ.indexOf(word), length: word.length })

test('what is put in stands where it was put, and the text around it', () => {
  expect(withInserts(TEXT, INSERTS)).toBe(READ)
  expect(
    withInserts('', [
      { at: 0, text: '(', leads: true },
      { at: 0, text: ')' },
    ]),
  ).toBe('()')
})

test('every place of the text goes in and comes back', () => {
  for (let place = 0; place <= TEXT.length; place++) {
    const within = placeWithin(place, INSERTS)
    expect(READ.slice(within, within + 1).trim() || '\n').toBe(
      place === TEXT.length ? '\n' : place === 11 ? ':' : TEXT[place]!.trim() || '\n',
    )
    expect(placeWithout(within, INSERTS)).toBe(place)
  }
})

test('a language service is asked and answers in places of the text', () => {
  const asked: unknown[] = []
  const service = inOwnPlaces(
    {
      quickInfo: (file: string, at: number) => {
        asked.push(file, at)
        return { textSpan: { start: at, length: 3 }, kind: 'x' }
      },
      diagnostics: (_file: string) => [
        { ...placed(READ), messageText: 'all', file: { text: 'kept' } },
        { ...placed('bar.a'), messageText: 'a word' },
        { ...placed('{}'), messageText: 'of what nobody wrote' },
        { ...placed('satisfies'), messageText: 'the whole' },
      ],
      edits: (_file: string) => [
        { span: { start: 0, length: 1 }, newText: '' },
        { span: { ...placed(': {}'), length: 2 }, newText: ' : ' },
        { span: placed('=>'), newText: '=> ' },
        { span: placed(') satisfies'), newText: '' },
      ],
      definitions: (_file: string) => [
        { fileName: NAME, textSpan: placed('state') },
        { fileName: 'file:///strategy.d.ts', textSpan: { start: 4, length: 3 } },
      ],
    },
    name => (name === NAME ? INSERTS : null),
  )
  expect(service.quickInfo(NAME, 16)).toEqual({ textSpan: { start: 16, length: 3 }, kind: 'x' })
  expect(service.quickInfo('file:///code/1.ts', 4)).toEqual({ textSpan: { start: 4, length: 3 }, kind: 'x' })
  expect(asked).toEqual([NAME, 16 + '(: {}'.length, 'file:///code/1.ts', 4])
  expect(service.diagnostics(NAME)).toEqual([
    { start: 0, length: TEXT.length, messageText: 'all', file: { text: 'kept' } },
    { start: 16, length: 5, messageText: 'a word' },
    { start: 0, length: 4, messageText: 'the whole' },
  ])
  expect(service.edits(NAME)).toEqual([{ span: { start: 13, length: 2 }, newText: '=> ' }])
  expect(service.definitions(NAME)).toEqual([
    { fileName: NAME, textSpan: { start: 6, length: 5 } },
    { fileName: 'file:///strategy.d.ts', textSpan: { start: 4, length: 3 } },
  ])
})
