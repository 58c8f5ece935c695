import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { HOUSE, sluice } from './sluice'

// each starts a process or several, side by side
vi.setConfig({ testTimeout: 120_000, maxConcurrency: 3 })
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-cli-'))
const data = path.join(folder, 'data')
mkdirSync(data)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const csv = ({ time, open, high, low, close, volume }: BarColumns): string =>
  [
    'time,open,high,low,close,volume',
    ...Array.from(time, (at, row) => [at, open[row], high[row], low[row], close[row], volume[row]].join()),
  ].join('\n')
for (const [name, seed] of [
  ['AAA', 1],
  ['BBB', 2],
  ['CCC', 3],
] as const)
  file(`data/${name}.csv`, csv(sampleBars({ bars: 300, seed })))
const bars = path.join(data, 'AAA.csv')

const FORMULA = file(
  'oversold.ts',
  `export default strategy({ name: 'Oversold', timeframe: '1h', params: { length: int(14, 2, 200) } },
  ({ close, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    return { filter: rsi < 45, score: -rsi, columns: { rsi } }
  })`,
)
const SCRIPT = file(
  'pushes.ts',
  `export default script({ name: 'Pushes' }, ({ close }) => ({ up: close > ago(close, 1) }),
  (bar, state) => {
    state.ups = bar.up ? (state.ups ?? 0) + 1 : 0
    return { filter: state.ups >= 2, columns: { ups: state.ups } }
  })`,
)
const FILTER = file(
  'old.js',
  'export default (ticker, klines, helpers) => helpers.getLatestRSI(klines, 14) < 45',
)

const json = async (...args: string[]) => {
  const { code, out, err } = await sluice(...args, '--json')
  expect(err).toBe('')
  return { code, value: JSON.parse(out) }
}

describe.concurrent('check', () => {
  test('says what a document compiles to', async () => {
    const { code, value } = await json('check', FORMULA)
    expect(code).toBe(0)
    expect(value).toEqual({
      ok: true,
      kind: 'formula',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      outputs: ['filter', 'score', 'rsi'],
      nodes: expect.any(Number),
      problems: [],
    })
    expect((await json('check', SCRIPT)).value).toMatchObject({
      ok: true,
      kind: 'script',
      outputs: ['filter', 'ups'],
    })
    expect((await json('check', FILTER)).value).toMatchObject({
      ok: true,
      kind: 'script',
      outputs: ['filter'],
    })
  })

  test('tells problems by file, line and column and ends with 1', async () => {
    const broken = file(
      'broken.ts',
      "export default strategy({ name: 'x' }, ({ close, ta }) => {\n  return { filter: ta.rsy(close, 14) < 30 }\n})",
    )
    const { code, out } = await sluice('check', broken)
    expect(code).toBe(1)
    expect(out).toMatch(/broken\.ts:2:\d+ unknown-name There is no ta\.rsy/)
    const { value } = await json('check', broken)
    expect(value).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-name', line: 2, column: expect.any(Number), block: null }],
    })
  })

  test('takes parameters, and refuses those it does not know', async () => {
    const [usual, other] = await Promise.all([
      json('check', FORMULA),
      json('check', FORMULA, '--param', 'length=9'),
    ])
    expect(other.value.digest).not.toBe(usual.value.digest)
    expect((await json('check', FORMULA, '--param', 'lenght=9')).value.problems[0]).toMatchObject({
      code: 'bad-param',
    })
  })
})

describe.concurrent('run', () => {
  test('gives every output for every bar', async () => {
    const { code, value } = await json('run', FORMULA, '--data', bars)
    expect(code).toBe(0)
    expect(Object.keys(value)).toEqual(['time', 'outputs'])
    const { filter, score, rsi } = value.outputs
    expect([value.time.length, filter.length, score.length, rsi.length]).toEqual([300, 300, 300, 300])
    expect(rsi.slice(0, 14)).toEqual(Array(14).fill(null))
    expect(rsi[14]).toEqual(expect.any(Number))
    expect(filter.slice(0, 14)).toEqual(Array(14).fill(null))
    for (let bar = 14; bar < 300; bar++) expect([filter[bar], score[bar]]).toEqual([rsi[bar] < 45, -rsi[bar]])
  })

  test('runs scripts and filters of the old shape', async () => {
    const [script, filter, formula] = await Promise.all([
      json('run', SCRIPT, '--data', bars),
      json('run', FILTER, '--data', bars),
      json('run', FORMULA, '--data', bars),
    ])
    expect(script.value.outputs.filter).toEqual(script.value.outputs.ups.map((ups: number) => ups >= 2))
    expect(filter.value.outputs.filter.slice(50)).toEqual(formula.value.outputs.filter.slice(50))
  })

  test('reads other symbols beside the file, and says what is missing', async () => {
    const pair = (symbol: string) =>
      file(
        `pair-${symbol}.ts`,
        `export default strategy({ name: 'x' }, ({ close }) => ({ score: close - symbol('${symbol}', m => m.close) }))`,
      )
    const { value } = await json('run', pair('BBB'), '--data', bars)
    expect(value.outputs.score.every((each: unknown) => typeof each === 'number')).toBe(true)
    const { code, err } = await sluice('run', pair('NONE'), '--data', bars)
    expect([code, err]).toEqual([2, expect.stringContaining('NONE.csv')])
  })

  test('takes the timeframe of flag, document or bars, and says where the bars differ', async () => {
    const score = (name: string, options: string) =>
      file(
        name,
        `export default strategy(${options}, ({ close }) => ({ score: tf('1d', m => m.close) - close }))`,
      )
    const said = await sluice(
      'run',
      score('five.ts', "{ name: 'x', timeframe: '5m' }"),
      '--data',
      bars,
      '--json',
    )
    expect(said.code).toBe(0)
    expect(said.err).toMatch(/look like 1h and are taken as 5m, as the document says\. Say --timeframe 1h/)
    const [flagged, seen] = await Promise.all([
      json('run', path.join(folder, 'five.ts'), '--data', bars, '--timeframe', '1h'),
      json('run', score('any.ts', "{ name: 'x' }"), '--data', bars),
    ])
    expect(seen.value).toEqual(flagged.value)
  })

  test('reads times in the zone that is named', async () => {
    const local = file('local.csv', 'time,open,high,low,close,volume\n2024-07-15 09:30,1,1,1,1,1')
    const { value } = await json('run', FORMULA, '--data', local, '--zone', 'America/New_York')
    expect(value.time).toEqual([Date.parse('2024-07-15T13:30:00Z')])
    const { code, err } = await sluice('run', FORMULA, '--data', local, '--zone', 'Nowhere')
    expect([code, err]).toEqual([2, expect.stringContaining('there is no such time zone')])
  })

  test('names bad rows by line and takes nothing', async () => {
    const bad = file('bad.csv', 'time,open,high,low,close,volume\n1,1,1,1,1,1\n2,1,x,1,1,1\n1,1,1,1,1,1')
    const { code, out, err } = await sluice('run', FORMULA, '--data', bad)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/bad\.csv:3 high is “x”/)
    expect(err).toMatch(/bad\.csv:4 The bar has the time/)
  })
})

test('screen ranks the symbols of a folder', async () => {
  const { code, value } = await json('screen', FORMULA, '--data', data, '--all')
  expect(code).toBe(0)
  expect(value).toMatchObject({ symbols: 3, timeframe: '1h' })
  expect(value.rows.map((row: { symbol: string }) => row.symbol).sort()).toEqual(['AAA', 'BBB', 'CCC'])
  for (const { score, columns, matched } of value.rows)
    expect([score, matched]).toEqual([-columns.rsi, columns.rsi < 45])
  expect((await json('screen', FORMULA, '--data', data, '--all', '--limit', '1')).value.rows).toEqual(
    value.rows.slice(0, 1),
  )
  expect((await json('screen', SCRIPT, '--data', data)).code).toBe(0)
})

test('to-graph and to-code lead round and keep the program', async () => {
  const drawn = await sluice('to-graph', FORMULA)
  const graph = file('drawn.json', drawn.out)
  const printed = await sluice('to-code', graph)
  const code = file('printed.ts', printed.out)
  const digests = await Promise.all(
    [FORMULA, graph, code].map(async each => (await json('check', each)).value.digest),
  )
  expect(new Set(digests).size).toBe(1)
  const again = await sluice('to-graph', code)
  expect((await sluice('to-code', file('again.json', again.out))).out).toBe(printed.out)
})

test('catalogue lists every entry', async () => {
  const { value } = await json('catalogue')
  expect(value.length).toBeGreaterThan(300)
  expect(value.find((each: { id: string }) => each.id === 'rsi')).toMatchObject({
    title: expect.any(String),
    summary: expect.any(String),
    inputs: [expect.objectContaining({ name: 'source' })],
    params: [expect.objectContaining({ name: 'length', default: 14 })],
    memory: expect.any(Object),
  })
})

describe.concurrent('misuse', () => {
  test.each<[string[], RegExp]>([
    [['chek', 'x'], /Did you mean check\?/],
    [['backtest', 'x.ts'], /backtest needs bars: --data CSV/],
    [['check'], /check takes FILE; 0 given/],
    [['check', 'none.ts'], /none\.ts can’t be read: there is no such file/],
    [['check', 'README.md'], /a \.json graph, or a \.ts or \.js/],
    [['run', 'x.ts'], /run needs bars: --data CSV/],
    [['run', 'x.ts', '--dta', 'y'], /There is no --dta\. Did you mean --data\?/],
    [['screen', 'x.ts', '--data', '/nowhere'], /\/nowhere can’t be read/],
    [['screen', 'x.ts', '--data', '.', '--limit', '0'], /--limit 0/],
  ])('%j is refused with what to do', async (args, expected) => {
    const { code, out, err } = await sluice(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(expected)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('help is there for all and each', async () => {
    expect(await sluice('--help')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/check FILE[\s\S]*catalogue/),
    })
    expect(await sluice('run', '--help')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/--data CSV[\s\S]*--param/),
    })
  })
})

describe('backtest', () => {
  // Up three bars, down three bars, over and over: entries and exits can be worked out in the head.
  const waves = (bars: number): string =>
    [
      'time,open,high,low,close,volume',
      ...Array.from({ length: bars }, (_, at) => {
        const up = at % 6 < 3
        const open = 100 + (up ? at % 6 : 6 - (at % 6))
        const close = open + (up ? 1 : -1)
        const day = new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10)
        return [day, open, Math.max(open, close), Math.min(open, close), close, 10].join()
      }),
    ].join('\n')
  const WAVES = file('WAVES.csv', waves(60))
  const RISING = file(
    'rising.ts',
    "export default strategy({ name: 'Rising' }, ({ close }) => ({ filter: close > ago(close, 1) }))",
  )
  const free = file('free.json', JSON.stringify({ commission: {}, lot: 1, cash: 1_000 }))
  const reported = async (...args: string[]) => {
    const { code, out, err } = await sluice('backtest', ...args, '--json')
    return { code, err, report: out === '' ? null : JSON.parse(out) }
  }

  test.concurrent('buys at the next open and sells when the filter no longer holds', async () => {
    const { code, report } = await reported(RISING, '--data', WAVES, '--settings', free)
    expect(code).toBe(0)
    // Bars 0 to 2 rise to 103; the filter holds from bar 1 on, so it buys bar 2 at 102 and sells bar 4 at 102.
    expect(report.trades[0]).toMatchObject({
      symbol: 'WAVES',
      side: 'long',
      entryBar: 2,
      entryPrice: 102,
      exitBar: 4,
      exitPrice: 102,
      quantity: 9,
      pnl: 0,
      exitReason: 'signal',
    })
    expect(report.period).toMatchObject({ from: Date.UTC(2024, 0, 1), bars: 60 })
    expect(report.equity.time).toHaveLength(60)
    expect(report.settings).toMatchObject({ cash: 1_000, lot: 1, exclusive: true })
    for (const [id, value] of Object.entries(report.stats))
      if (value === null) expect(report.undefinedStats[id], id).toEqual(expect.any(String))
  })

  test.concurrent('the same question has the same answer to the byte', async () => {
    const [once, again] = await Promise.all([
      sluice('backtest', FORMULA, '--data', bars, '--json'),
      sluice('backtest', FORMULA, '--data', bars, '--json'),
    ])
    expect(once.out).toBe(again.out)
    expect(once.code).toBe(0)
  })

  test.concurrent('several files share the money, and a broken one is named', async () => {
    const broken = file('BROKEN.csv', 'time,open,high,low,close,volume\n2024-01-01,1,2,1,x,1\n')
    const { code, err, report } = await reported(
      ...[FORMULA, '--data', bars, '--data', path.join(data, 'BBB.csv'), '--data', broken],
    )
    expect(code).toBe(0)
    expect(report.symbols).toEqual(['AAA', 'BBB'])
    expect(report.failed).toEqual([{ symbol: 'BROKEN', message: expect.stringContaining('BROKEN.csv:2') }])
    expect(err).toContain('BROKEN.csv:2')
    expect(new Set(report.trades.map((trade: { symbol: string }) => trade.symbol)).size).toBe(2)
  })

  test.concurrent('a filter is told the symbol whose bars it judges', async () => {
    const only = file('only.js', "export default (ticker, klines) => ticker.symbol === 'BBB'")
    const first = file('first.json', JSON.stringify({ warmUp: 'first' }))
    const { code, report } = await reported(
      ...[only, '--data', bars, '--data', path.join(data, 'BBB.csv'), '--settings', first],
    )
    expect(code).toBe(0)
    expect(report.symbols).toEqual(['AAA', 'BBB'])
    expect(report.openTrades.map((trade: { symbol: string }) => trade.symbol)).toEqual(['BBB'])
  })

  test.concurrent('a file without bars, or with one, gives nulls and reasons', async () => {
    const empty = await reported(RISING, '--data', file('EMPTY.csv', 'time,open,high,low,close,volume\n'))
    expect(empty.report).toMatchObject({ trades: [], period: { from: null, bars: 0 } })
    expect(empty.report.stats.sharpe).toBeNull()
    const one = await reported(RISING, '--data', file('ONE.csv', waves(1)))
    expect(one.report).toMatchObject({ trades: [], period: { bars: 1 } })
    expect(one.report.undefinedStats.sharpe).toEqual(expect.any(String))
  })

  test.concurrent('whoever stops reading is no failure', async () => {
    const child = spawn(
      process.execPath,
      ['scripts/sluice.mjs', 'backtest', RISING, '--data', bars, '--json'],
      { cwd: HOUSE, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let err = ''
    child.stderr.on('data', chunk => {
      err += String(chunk)
    })
    child.stdout.destroy()
    const code = await new Promise(resolve => child.once('close', resolve))
    expect({ code, err: err.includes('EPIPE') }).toEqual({ code: 0, err: false })
  })

  test.concurrent('a script is traded too', async () => {
    const { code, report } = await reported(SCRIPT, '--data', WAVES)
    expect(code).toBe(0)
    expect(report.trades.length).toBeGreaterThan(5)
  })

  test.concurrent('bad settings are refused with their key and what is allowed', async () => {
    const bad = file(
      'bad.json',
      JSON.stringify({ cash: -5, commission: { percent: 101 }, lot: 0, colour: 1 }),
    )
    const { code, err } = await sluice('backtest', RISING, '--data', WAVES, '--settings', bad)
    expect(code).toBe(2)
    for (const said of [
      'cash is -5; it must be',
      'commission.percent is 101',
      'lot is 0',
      'colour is not a setting',
    ])
      expect(err).toContain(said)
    const none = await sluice('backtest', RISING, '--data', WAVES, '--settings', file('no.json', '{'))
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('is not JSON') })
  })
})
