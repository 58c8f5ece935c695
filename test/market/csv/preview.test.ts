import { expect, test } from 'vitest'
import { previewOf } from '@/server/market/csv/preview'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a preview shows the first rows as they stand and as they are taken', () => {
  const preview = previewOf(
    bytes(
      'Date;Open;High;Low;Close;Adj Close\n2.1.2024;1,5;2;1;2;1\n3.1.2024;x;2;1;2;1\n4.1.2024;1;2;1;2;1\n5.1.2024;1;2;1;2;1\n',
    ),
    true,
  )
  expect(preview).toMatchObject({
    separator: 'semicolon',
    decimal: 'comma',
    roles: ['time', 'open', 'high', 'low', 'close', 'adjusted'],
    order: 'dmy',
    zone: 'day',
    timeframe: '1d',
    distance: '1 day',
    needsOrder: false,
    problems: [{ line: 3, message: 'open is “x”, which is no number. Correct it or remove the row.' }],
  })
  expect(preview.rows.map(({ line, time, problem }) => [line, time, problem !== null])).toEqual([
    [2, Date.UTC(2024, 0, 2), false],
    [3, null, true],
    [4, Date.UTC(2024, 0, 4), false],
    [5, Date.UTC(2024, 0, 5), false],
  ])
})

test('a row that is cut off by the end of the beginning is no problem', () => {
  const preview = previewOf(
    bytes('time,open,high,low,close\n2024-01-02 09:30,1,1,1,1\n2024-01-02 09:31,1,1'),
    false,
  )
  expect(preview.problems).toEqual([])
  expect(preview.rows).toHaveLength(1)
  expect(preview.zone).toBe('none')
})

test('what is no file of bars shows why and its text', () => {
  const preview = previewOf(bytes('Dear Sir or Madam,\nplease find enclosed\n'), true)
  expect(preview.problems).toHaveLength(1)
  expect(preview.rows[0]?.cells).toEqual(['Dear Sir or Madam,'])
})
