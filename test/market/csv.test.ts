import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvReader, type CsvResult } from '@/server/market/csv/reader'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, cuts: readonly number[] = [], zone?: string): CsvResult => {
  const reader = new CsvReader(zone === undefined ? {} : { zone })
  const all = bytes(text)
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(cut, all.length)
    reader.push(all.subarray(from, to))
    from = to
  }
  reader.push(all.subarray(from))
  return reader.finish()
}
const rowsOf = (result: CsvResult) => {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const { time, open, high, low, close, volume } = result.bars
  return Array.from(time, (at, row) => [at, open[row], high[row], low[row], close[row], volume[row]])
}
const HEAD = 'time,open,high,low,close,volume'
const time = (text: string) => rowsOf(read(`${HEAD}\n${text},1,1,1,1,1`))[0]![0]

describe('bars from CSV', () => {
  test('are read whatever the order and names of the columns, the separator, line ends and quotes', () => {
    const expected = [[Date.UTC(2024, 0, 2), 1, 3, 0.5, 2, 100]]
    for (const text of [
      `${HEAD}\n2024-01-02,1,3,0.5,2,100`,
      `\uFEFFDate;Close;Open;High;Low;Vol\r\n2024-01-02;2;1;3;0.5;100\r\n`,
      'symbol\tTimestamp\tvolume\tO\tH\tL\tC\nX\t1704153600\t100\t1\t3\t.5\t2\n\n',
      '"time","open","high","low","close","volume"\n"2024-01-02"," 1 ","3","0.5","2","100"\n',
      `${HEAD}\n1704153600000,1e0,3.0,+0.5,20e-1,1E2`,
    ])
      expect(rowsOf(read(text))).toEqual(expected)
  })

  test.each([
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024-02-29 13:45', '2024-02-29T13:45:00Z'],
    ['2024-02-29T13:45:10.250Z', '2024-02-29T13:45:10.250Z'],
    ['2024-02-29T13:45:10+02:00', '2024-02-29T11:45:10Z'],
    ['2024-02-29T13:45:10-0530', '2024-02-29T19:15:10Z'],
    ['2024-02-29T13:45+01', '2024-02-29T12:45:00Z'],
    ['1709213400', '2024-02-29T13:30:00Z'],
    ['1709213400000', '2024-02-29T13:30:00Z'],
    ['1709213400000000', '2024-02-29T13:30:00Z'],
  ])('may be dated %s', (text, expected) => {
    expect(time(text)).toBe(Date.parse(expected))
  })

  test.each([
    ['2024-01-15 09:30', 'America/New_York', '2024-01-15T14:30:00Z'],
    ['2024-07-15T09:30', 'America/New_York', '2024-07-15T13:30:00Z'],
    ['2024-07-15', 'Asia/Kolkata', '2024-07-14T18:30:00Z'],
    ['2024-10-27 02:30', 'Europe/Berlin', '2024-10-27T00:30:00Z'],
    ['2024-03-31 03:00', 'Europe/Berlin', '2024-03-31T01:00:00Z'],
    ['2024-07-15T09:30Z', 'America/New_York', '2024-07-15T09:30:00Z'],
    ['2024-07-15T09:30-01:00', 'America/New_York', '2024-07-15T10:30:00Z'],
    ['1721035800', 'America/New_York', '2024-07-15T09:30:00Z'],
  ])('dated %s in %s are at the right moment', (text, zone, expected) => {
    expect(rowsOf(read(`${HEAD}\n${text},1,1,1,1,1`, [], zone))[0]![0]).toBe(Date.parse(expected))
  })

  test('keep the unit of their first epoch, also where milliseconds look like seconds', () => {
    const days = [-631_152_000_000, -86_400_000, 0, 86_400_000, 1_721_035_800_000]
    expect(
      rowsOf(read(`${HEAD}\n${days.map(at => `${at},1,1,1,1,1`).join('\n')}`)).map(([at]) => at),
    ).toEqual(days)
  })

  test.each([
    '',
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    '2024-02-29T25:00',
    '2024-02-29T10:00:00CET',
    '2024-2-29',
    'NaN',
    'Infinity',
  ])('may not be dated “%s”', text => {
    expect(read(`${HEAD}\n${text},1,1,1,1,1`)).toMatchObject({
      ok: false,
      problems: [{ line: 2, message: expect.stringMatching(/^time is/) }],
    })
  })

  test('are the numbers the language reads, to the bit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
        values => {
          const text = values.map((value, row) =>
            `${row + 1},${value},Infinity,-Infinity,${Math.abs(value).toFixed(8)},0`
              .replace('Infinity', '1e308')
              .replace('-Infinity', '-1e308'),
          )
          const result = read(`${HEAD}\n${text.join('\n')}`)
          expect(rowsOf(result).map(row => [row[1], row[4]])).toEqual(
            values.map(value => [value + 0, Number(Math.abs(value).toFixed(8))]),
          )
        },
      ),
    )
  })

  test('are the same however the file is cut into pieces', () => {
    const text = `${HEAD}\r\n${Array.from({ length: 40 }, (_, row) => `${row * 60 + 1},${row},${row + 2},${row - 1},${row + 1},${row * 7}`).join('\r\n')}`
    const whole = read(text)
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), cuts => {
        expect(read(text, cuts)).toEqual(whole)
      }),
    )
  })
})

describe('a bad file', () => {
  test('with an endless line is told alike however it is cut', () => {
    const text = `${HEAD}\n1,1,1,1,1,${'1'.repeat(70_000)}\n2,1,1,1,1,1`
    const whole = read(text)
    expect(whole).toMatchObject({ ok: false, count: 1, problems: [{ line: 2 }] })
    expect(read(text, [40, 66_000, 70_001])).toEqual(whole)
  })

  test('is told by its lines, and nothing of it is taken', () => {
    expect(
      read(`${HEAD}\n1,1,2,0,1,1\n2,1,2,0,one,1\n\n3,1,2,0,1\n4,1,0,2,1,1\n1,1,2,0,1,1\n1,1,2,0,1,1`),
    ).toEqual({
      ok: false,
      count: 5,
      problems: [
        { line: 3, message: 'close is “one”, which is no number.' },
        { line: 5, message: 'The row has another number of fields than the header, which has 6.' },
        { line: 6, message: 'high 0 is below low 2.' },
        { line: 7, message: 'The bar has the time of the one before it. Remove one of them.' },
        { line: 8, message: 'The bar has the time of the one before it. Remove one of them.' },
      ],
    })
  })

  test.each([
    ['', /empty/],
    ['x,y,z\n1,2,3', /no time, open, high, low, close, volume/],
    [`${HEAD}\n2,1,1,1,1,1\n1,1,1,1,1,1`, /older than the one before/],
    ['x'.repeat(200_000), /longer than 64 KiB/],
  ])('%# says what is missing', (text, expected) => {
    const result = read(text)
    expect(result.ok ? '' : result.problems[0]!.message).toMatch(expected)
  })

  test('with a million bad rows is told briefly', () => {
    const result = read(`${HEAD}\n${'x,1,1,1,1,1\n'.repeat(10_000)}`)
    expect(result).toMatchObject({ ok: false, count: 10_000 })
    expect(result.ok ? [] : result.problems).toHaveLength(20)
  })
})
