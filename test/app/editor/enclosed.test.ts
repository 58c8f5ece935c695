import { expect, test } from 'vitest'
import { blockTypings } from '@/app/_editor/code/blockTypings'
import { BEFORE, enclosed, inOwnPlaces, typeOfBlock } from '@/app/_editor/code/enclosed'

const BLOCK = 'file:///code/block-7.ts'
const TEXT = '(bar) => bar.a'

test('only the texts of code blocks are enclosed, each by its own type', () => {
  expect(enclosed(BLOCK, TEXT)).toBe('((bar) => bar.a\n) satisfies CodeBlock7')
  expect(enclosed('file:///code/7.ts', TEXT)).toBe(TEXT)
  expect(typeOfBlock('file:///code/block-7.d.ts')).toBeNull()
})

test('a comment at the end of the text encloses nothing', () => {
  expect(enclosed(BLOCK, `${TEXT} // end`).split('\n').at(-1)).toBe(') satisfies CodeBlock7')
})

test('places go in and come back as the text has them', () => {
  const asked: unknown[] = []
  const service = inOwnPlaces(
    {
      quickInfo: (file: string, at: number) => {
        asked.push(file, at)
        return { textSpan: { start: at, length: 3 }, kind: 'x' }
      },
      diagnostics: (_file: string) => [
        { start: 0, length: 999, messageText: 'all', file: { text: 'kept' } },
        { start: 5, length: 2, messageText: 'two' },
      ],
      edits: (_file: string) => [
        { span: { start: 0, length: 1 }, newText: '' },
        { span: { start: 3, length: 2 }, newText: 'x' },
        { span: { start: TEXT.length + 1, length: 4 }, newText: '' },
      ],
      definitions: (_file: string) => [
        { fileName: BLOCK, textSpan: { start: 4, length: 3 } },
        { fileName: 'file:///strategy.d.ts', textSpan: { start: 4, length: 3 } },
      ],
    },
    () => TEXT.length,
  )
  expect(service.quickInfo(BLOCK, 4)).toEqual({ textSpan: { start: 4, length: 3 }, kind: 'x' })
  expect(service.quickInfo('file:///code/1.ts', 4)).toEqual({ textSpan: { start: 4, length: 3 }, kind: 'x' })
  expect(asked).toEqual([BLOCK, 4 + BEFORE.length, 'file:///code/1.ts', 4])
  expect(service.diagnostics(BLOCK)).toEqual([
    { start: 0, length: TEXT.length, messageText: 'all', file: { text: 'kept' } },
    { start: 4, length: 2, messageText: 'two' },
  ])
  expect(service.edits(BLOCK)).toEqual([{ span: { start: 2, length: 2 }, newText: 'x' }])
  expect(service.definitions(BLOCK)).toEqual([
    { fileName: BLOCK, textSpan: { start: 3, length: 3 } },
    { fileName: 'file:///strategy.d.ts', textSpan: { start: 4, length: 3 } },
  ])
})

test('a block’s type has its ports', () => {
  const ports = {
    inputs: [
      { name: 'a', kind: 'number' },
      { name: 'on', kind: 'bool' },
    ],
    outputs: [{ name: 'n', kind: 'number' }],
  } as const
  expect(blockTypings(BLOCK, { over: 'bars', ...ports })).toBe(
    'type CodeBlock7 = BarFunction<{ readonly a: number; readonly on: boolean }, { readonly n?: Answer }>\n',
  )
  expect(blockTypings(BLOCK, { over: 'series', ...ports })).toBe(
    'type CodeBlock7 = (inputs: { readonly a: Series; readonly on: Condition }) => { readonly n: Series | Condition }\n',
  )
})
