import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvBlocks, type CsvBlocksOptions } from '@/server/market/csv/blocks'

function read(text: string | Uint8Array, cuts: readonly number[] = [], options: CsvBlocksOptions = {}) {
  const blocks = new CsvBlocks({ rows: 64, ...options })
  const all = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const rows: number[][] = []
  const take = (ready: ReturnType<CsvBlocks['push']>) => {
    for (const { bars, lines } of ready)
      for (let row = 0; row < lines.length; row++)
        rows.push([
          lines[row]!,
          ...(['time', 'open', 'high', 'low', 'close', 'volume'] as const).map(column => bars[column][row]!),
        ])
  }
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(cut, all.length)
    take(blocks.push(all.subarray(from, to)))
    from = to
  }
  take(blocks.push(all.subarray(from)))
  take(blocks.finish())
  return { rows, problems: blocks.problems.told, count: blocks.problems.count, blocks }
}
const bars = (text: string, options: CsvBlocksOptions = {}) => {
  const { rows, problems } = read(text, [], options)
  expect(problems).toEqual([])
  return rows.map(([, ...bar]) => bar)
}
const first = (text: string, options: CsvBlocksOptions = {}) => bars(text, options)[0]
const JAN_2 = Date.UTC(2024, 0, 2)
const AT_0930 = JAN_2 + 9.5 * 3_600_000

describe('files of the trade', () => {
  test.each([
    ['Yahoo', 'Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,1,3,0.5,2,1.9,100', JAN_2],
    ['Stooq', 'Date,Open,High,Low,Close,Volume\r\n2024-01-02,1,3,0.5,2,100\r\n', JAN_2],
    ['Binance, without header', '1704153600000,1,3,0.5,2,100,1704153659999,1,2,3,4,0\n', JAN_2],
    ['Binance, in microseconds', '1704153600000000,1,3,0.5,2,100,1704153659999999,1,2,3,4,0\n', JAN_2],
    ['Kraken, without header', '1704153600,1,3,0.5,2,100,7\n', JAN_2],
    ['Coinbase', 'time,low,high,open,close,volume\n1704153600,0.5,3,1,2,100\n', JAN_2],
    [
      'CryptoDataDownload',
      'https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT\n1704153600000,2024-01-02 00:00:00,BTC/USDT,1,3,0.5,2,100,5\n',
      JAN_2,
    ],
    [
      'MetaTrader 5',
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n2024.01.02\t09:30:00\t1\t3\t0.5\t2\t7\t100\t2\n',
      AT_0930,
    ],
    [
      'a German table',
      'Datum;Zeit;Eröffnung;Hoch;Tief;Schluss;Volumen\n02.01.2024;09:30;1,0;3,0;0,5;2,0;100\n16.01.2024;09:30;1,0;3,0;0,5;2,0;100\n',
      AT_0930,
    ],
    ['MetaTrader 4, without header', '2024.01.02,09:30,1,3,0.5,2,100\n', AT_0930],
    ['NinjaTrader', '20240102 093000;1;3;0.5;2;100\n', AT_0930],
    ['Dukascopy', 'Gmt time,Open,High,Low,Close,Volume\n02.01.2024 09:30:00.000,1,3,0.5,2,100\n', AT_0930],
    [
      'Nasdaq',
      'Date,Close/Last,Volume,Open,High,Low\n01/02/2024,$2,100,$1,$3,$0.5\n01/16/2024,$2,100,$1,$3,$0.5\n',
      JAN_2,
    ],
    ['a German sheet', 'Datum;Open;High;Low;Close;Volume\n02.01.2024;1,0;3,0;0,5;2,0;100\n', JAN_2],
    [
      'Excel',
      'sep=;\n"Date";"Open";"High";"Low";"Close";"Volume"\n"2024-01-02";"1";"3";"0.5";"2";"100"\n',
      JAN_2,
    ],
    [
      'investing.com',
      '"Date","Price","Open","High","Low","Vol."\n"Jan 02, 2024","2","1","3","0.5","0.1K"\n',
      JAN_2,
    ],
    ['a sheet in words', 'Time|O|H|L|C|V\n2 Jan 2024 9:30 AM|1|3|.5|2|100\n', AT_0930],
  ])('%s is read', (_, text, time) => {
    expect(first(text)).toEqual([time, 1, 3, 0.5, 2, 100])
  })

  test.each([
    ['2024-01-02 09:30', { zone: 'America/New_York' }, '2024-01-02T14:30Z'],
    ['2024-07-02 09:30', { zone: 'America/New_York' }, '2024-07-02T13:30Z'],
    ['2024-01-02T09:30Z', { zone: 'America/New_York' }, '2024-01-02T09:30Z'],
    ['2024-01-02 09:30:00-05:00', {}, '2024-01-02T14:30Z'],
    ['2024-01-02 09:30:00 +0100', {}, '2024-01-02T08:30Z'],
    ['2024-01-02 09:30:00 UTC', { zone: 'Europe/Berlin' }, '2024-01-02T09:30Z'],
    ['01/02/2024 09:30 PM', { order: 'mdy' }, '2024-01-02T21:30Z'],
    ['01/02/2024 12:30 AM', { order: 'dmy' }, '2024-02-01T00:30Z'],
    ['20240102', {}, '2024-01-02T00:00Z'],
    ['20240102093000', {}, '2024-01-02T09:30Z'],
    // a day is a name, not a moment: no zone moves it
    ['2024-01-02', { zone: 'Asia/Tokyo' }, '2024-01-02T00:00Z'],
    ['1/2/2024', { order: 'dmy' }, '2024-02-01T00:00Z'],
  ] satisfies [string, CsvBlocksOptions, string][])('%s is a moment (%#)', (time, options, expected) => {
    expect(first(`time,open,high,low,close\n${time},1,1,1,1\n`, options)?.[0]).toBe(Date.parse(expected))
  })

  test.each([
    ['1,234.50', 1_234.5],
    ['1234.5', 1_234.5],
    ['$1,234.5', 1_234.5],
    ['1 234.5', 1_234.5],
    ["1'234.5", 1_234.5],
    ['1.2345e3', 1_234.5],
  ])('“%s” is a price', (written, value) => {
    expect(first(`date;open;high;low;close\n2024-01-02;${written};9e9;0;1.5\n`)?.[1]).toBe(value)
  })

  test('a comma may stand before decimals, a point between thousands', () => {
    expect(first('date;open;high;low;close\n2024-01-02;1.234,5;2.000,25;1.000;1.100,75\n')).toEqual([
      JAN_2,
      1_234.5,
      2_000.25,
      1_000,
      1_100.75,
      0,
    ])
  })

  test('tell how they were taken', () => {
    expect(read('Date,Open,High,Low,Close,Adj Close\n2024-01-02,1,1,1,1,1').blocks.layout?.notes).toEqual([
      'Adjusted closes are left out: bars keep the prices that were traded.',
      'There is no volume; it is taken as 0.',
    ])
    expect(
      read('# from our archive\nArchive of prices\n2024-01-02,1,1,1,1,1\n2024-01-03,1,1,1,1,1').blocks.layout,
    ).toMatchObject({
      titles: null,
      firstLine: 3,
      notes: [
        'Line 2 is neither header nor bar and was skipped.',
        'There is no header; the columns are taken as time, open, high, low, close, volume.',
      ],
    })
  })

  test('count the decimals that prices and volumes are written with', () => {
    const { blocks } = read(
      'date,open,high,low,close,volume\n2024-01-02,1.50,3,0.125,2,10.1\n2024-01-03,1,3,1,2,',
    )
    expect([blocks.decimals, blocks.volumeDecimals, blocks.emptyVolumes]).toEqual([3, 1, 1])
  })
})

describe('a file that can’t be read', () => {
  test('with dates that may be read either way asks for their order', () => {
    const text = 'date,open,high,low,close\n03/04/2024,1,1,1,1\n04/04/2024,1,1,1,1\n'
    const { blocks, problems } = read(text)
    expect(blocks.needsOrder).toBe(true)
    expect(problems).toEqual([
      { line: 2, message: '03/04/2024 may name the month or the day first. Choose the order of the dates.' },
    ])
    expect(first(text, { order: 'dmy' })?.[0]).toBe(Date.UTC(2024, 3, 3))
  })

  test.each([
    ['', /empty/],
    ['date,open,high,low\n2024-01-02,1,1,1\n', /No line has what a bar needs/],
    ['date,open,high,low,price2\n2024-01-02,1,1,1,1\n', /The header has no close/],
    ['when,open,high,low,close\nsoon,1,1,1,1\n', /The header has no time/],
    ['date,open,high,low,close\nsoon,1,1,1,1\n', /time is “soon”/],
    ['2024-01-02,1,0,3,2\n2024-01-03,1,0,3,2\n', /There is no header/],
    ['a,b,c,d,e\n', /The header has no|no bar below/],
  ])('says why (%#)', (text, why) => {
    const { problems, rows } = read(text)
    expect(rows).toEqual([])
    expect(problems[0]?.message).toMatch(why)
  })
})

const row = fc
  .tuple(
    fc.integer({ min: 0, max: 2_000_000 }),
    fc.nat(10_000),
    fc.nat(10_000),
    fc.nat(500),
    fc.nat(500),
    fc.nat(1_000_000),
  )
  .map(([minute, open, close, above, below, volume]) => [
    Date.UTC(2020, 0, 1) + minute * 60_000,
    open / 100,
    (Math.max(open, close) + above) / 100,
    (Math.min(open, close) - below) / 100,
    close / 100,
    volume,
  ])
const lineOf = ([time, ...rest]: readonly number[]) => `${new Date(time!).toISOString()},${rest.join(',')}`
const HEAD = 'time,open,high,low,close,volume'

describe('whatever the rows', () => {
  test('every one of them is read to the bit, however the file is cut', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 300 }),
        fc.array(fc.nat(30_000), { maxLength: 10 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, cuts, end) => {
          const { rows: got, problems } = read([HEAD, ...rows.map(lineOf), ''].join(end), cuts)
          expect(problems).toEqual([])
          expect(got).toEqual(rows.map((bar, at) => [at + 2, ...bar]))
        },
      ),
    )
  })

  test('each bad one is named by its line, and no other', () => {
    const bad = fc.constantFrom(
      'gone',
      '2020-01-01T00:00Z,1,2',
      '2020-13-01T00:00Z,1,1,1,1,1',
      ',1,1,1,1,1',
      '2020-01-01T00:00Z,x,1,1,1,1',
      '2020-01-01T00:00Z,1,1,1,,1',
      '2020-01-01T00:00Z,1,0,1,1,1',
      '2020-01-01T00:00Z,1,2,1.5,1,1',
      '2020-01-01T00:00Z,1,1,1,1,-1',
      '2020-01-01T00:00Z,Infinity,1,1,1,1',
      '2020-01-01T00:00Z,1,1e19,1,1,1',
      '2020-01-01T00:00Z,1,1,1,1,1e300',
      '0020-01-01T00:00Z,1,1,1,1,1',
      '2020-01-01T00:00Z,1,1,1,1,1,1,1',
      '\u0001\u0002,1,1,1,1,1',
    )
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 40, maxLength: 120 }),
        fc.array(fc.tuple(fc.nat(100), bad), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(8_000), { maxLength: 5 }),
        (rows, planted, cuts) => {
          const lines = rows.map(lineOf)
          const wrong = new Set<number>()
          for (const [at, text] of planted) {
            lines[at % lines.length] = text
            wrong.add((at % lines.length) + 2)
          }
          const { problems, rows: got } = read([HEAD, ...lines].join('\n'), cuts)
          expect(problems.map(({ line }) => line)).toEqual([...wrong].sort((a, b) => a - b))
          for (const { message } of problems)
            expect(message).toMatch(/^(time|open|high|low|close|volume|The row) .*\.$/)
          expect(got.length + wrong.size).toBe(rows.length)
        },
      ),
    )
  })

  test('bytes of any kind never break it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.array(fc.nat(3_000), { maxLength: 4 }),
        (bytes, cuts) => {
          expect(read(bytes, cuts).count).toBeGreaterThan(0)
        },
      ),
    )
  })
})

test('a bar of the future is named by its line', () => {
  const blocks = new CsvBlocks({ notAfter: Date.UTC(2026, 0, 1) })
  const text =
    'time,open,high,low,close,volume\n2025-12-31,1,1,1,1,1\n2026-01-01,1,1,1,1,1\n2090-01-01,1,1,1,1,1\n'
  blocks.push(new TextEncoder().encode(text))
  blocks.finish()
  expect(blocks.problems.told).toEqual([
    { line: 4, message: expect.stringContaining('which is 2090-01-01, in the future') },
  ])
})
