import { expect, test } from 'vitest'
import { entryAt, hoverText } from '@/app/_editor/code/hovers'
import { codeKindOf } from '@/app/_editor/code/kinds'

const at = (line: string, word: string, shift = 0) =>
  entryAt(line, line.indexOf(word) + 1 + shift)?.entry.id ?? null

test.each([
  ['const rsi = ta.rsi(close, 14)', 'ta.rsi', 3, 'rsi'],
  ['const rsi = ta.rsi(close, 14)', 'ta.rsi', 0, null],
  ['const rsi = ta.rsi(close, 14)', 'close', 0, 'close'],
  ['const x = m.close - low', 'm.close', 3, 'close'],
  ['const x = a >= b', '>=', 0, 'ge'],
  ['const x = a === b', '===', 0, 'eq'],
  ['const x = a && !b', '!', 0, 'not'],
  ['return { score: -rsi }', '-', 0, 'neg'],
  ['const x = a - b', '-', 0, 'sub'],
  ['const f = m => m.close', '=>', 1, null],
  ['// ta.rsi is here', 'ta.rsi', 3, null],
  ["name: 'ta.rsi'", 'ta.rsi', 3, null],
  ['const x = within(a > b, 5)', 'within', 0, 'within'],
])('in %s, %s + %d is %s', (line, word, shift, id) => {
  expect(at(line, word, shift)).toBe(id)
})

test('a hover tells memory, an example and the page; a sign its formula too', () => {
  const rsi = hoverText(entryAt('ta.rsi(close, 14)', 5)!, 'http://here')
  expect(rsi).toContain('Where history begins no longer matters')
  expect(rsi).toContain('const rsi = ta.rsi(close, 14)')
  expect(rsi).toContain('(http://here/docs/catalogue/rsi)')
  expect(hoverText(entryAt('a > b', 3)!, '')).toMatch(/^\*\*/)
})

test('what calls neither strategy nor script is a filter', () => {
  expect(codeKindOf('script', 'return ticker.lastPrice > 1')).toBe('filter')
  expect(codeKindOf('script', 'export default script({}, b => b)')).toBe('script')
  expect(codeKindOf('formula', '')).toBe('formula')
  expect(codeKindOf('graph', '{}')).toBe('json')
})
