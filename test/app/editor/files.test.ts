import { expect, test } from 'vitest'
import { fileNameOf, readStrategy } from '@/app/_strategies/files'
import { templates } from '@/sandbox/templates'

test.each(templates.map(template => [template.id, template] as const))(
  'the file of %s is read as what it is',
  (_, { kind, source, title }) => {
    const read = readStrategy(fileNameOf(title, kind === 'graph' ? 'json' : 'ts'), source)
    expect(read).toMatchObject({ ok: true, file: { kind, document: source } })
    expect(read.ok && read.file.name.length).toBeGreaterThan(0)
  },
)

test('a filter of the old shape is a script named by its file', () => {
  expect(readStrategy('My filter.js', 'function filter(ticker, klines) { return true }')).toMatchObject({
    ok: true,
    file: { name: 'My filter', kind: 'script' },
  })
})

test.each([
  ['picture.png', 'x', /neither code/],
  ['empty.ts', '  ', /empty/],
  ['broken.json', '{', /no JSON/],
  ['other.json', '{"a":1}', /holds no graph/],
  ['list.json', '[1]', /holds no graph/],
  ['huge.ts', 'x'.repeat(1_000_001), /larger/],
])('%s is refused with a reason', (name, text, why) => {
  expect(readStrategy(name, text)).toMatchObject({ ok: false, why: expect.stringMatching(why) })
})

test('names become file names that every system takes', () => {
  expect(fileNameOf('RSI < 30: "fast"/slow', 'ts')).toBe('rsi-30-fastslow.ts')
  expect(fileNameOf('///', 'json')).toBe('strategy.json')
})
