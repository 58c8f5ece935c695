import { describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { FILTER_HELPERS } from '@/sandbox/compile/filterHelpers'
import { helpers } from '@/sandbox/compile/guest/filter/helpers'
import { type Kline, klineOf } from '@/sandbox/compile/guest/filter/kline'
import { volumeNodes } from '@/sandbox/compile/guest/filter/nodes'
import { placeInDocument } from '@/sandbox/compile/scriptCode'
import { runScript } from '@/sandbox/host/script/script'
import { BARS, bars, columns, compile, fence, onBars, problemOf, programOf, valuesOf } from './compiling'

const HOUR = 3_600_000
const klines: readonly Kline[] = Array.from(bars.time, (time, at) =>
  klineOf(
    {
      time,
      open: bars.open[at]!,
      high: bars.high[at]!,
      low: bars.low[at]!,
      close: bars.close[at]!,
      volume: bars.volume[at]!,
      index: at,
    },
    HOUR,
  ),
)
const filterOf = (source: string, given = bars) => valuesOf(programOf(source), { bars: given }).filter!
const column = (expression: string) => valuesOf(programOf(columns({ x: expression })))['columns.x']!

describe('a filter of the old shape', () => {
  const rising = onBars(({ close, open }) => close > open)

  test.each([
    ['an arrow', '(ticker, klines) => klines.at(-1).close > klines.at(-1).open'],
    [
      'an arrow with types',
      '(ticker: any, klines: any[], helpers: any): boolean => (klines.at(-1)! as any).close > klines.at(-1).open',
    ],
    ['an arrow with a semicolon', '(ticker, klines) => klines.at(-1).close > klines.at(-1).open;'],
    ['an arrow in brackets', '((ticker, klines) => klines.at(-1).close > klines.at(-1).open)'],
    [
      'a function called filter',
      'function filter(ticker, klines, helpers, highVolumeNodes) { const [last] = klines.slice(-1); return last.close > last.open }',
    ],
    [
      'a constant called filter',
      'const filter = (ticker, klines) => { const last = klines[klines.length - 1]; return last[4] > last[1] }',
    ],
    [
      'a constant exported the old way',
      'const filter = (ticker, klines) => klines.at(-1)[4] > klines.at(-1)[1]\nmodule.exports = filter',
    ],
    ['an export', 'export default (ticker, klines) => klines.at(-1).c > klines.at(-1).o'],
    [
      'an exported function',
      'export default function screen(ticker, klines) { return klines.at(-1).close > klines.at(-1).open }',
    ],
    [
      'an exported name, with helpers of its own',
      'const last = klines => klines.at(-1)\nfunction up(kline) { return kline.close > kline.open }\nconst screen = (ticker, klines) => up(last(klines))\nexport default screen',
    ],
    ['a body', 'const last = klines[klines.length - 1]\nreturn last.close > last.open'],
    ['a body of one line', 'return klines.at(-1).close > klines.at(-1).open'],
    [
      'a body with branches and loops',
      'for (const kline of klines.slice(-1)) {\n  if (kline.close > kline.open) return true\n}\nreturn false',
    ],
    [
      'texts read as numbers, as exchanges send them',
      'return parseFloat(klines[klines.length - 1][4]) > Number(klines.at(-1)[1])',
    ],
    ['destructured klines', 'const [time, open, high, low, close] = klines.at(-1)\nreturn close > open'],
  ])('as %s', (_, source) => {
    expect(filterOf(source)).toEqual(rising)
  })

  test('of the ticker alone', () => {
    expect(filterOf('(ticker) => ticker.lastPrice > 100')).toEqual(onBars(({ close }) => close > 100))
  })

  test.each([
    ['what counts as true', 'return klines.length', 1],
    ['what counts as false', 'return null', 0],
    ['nothing', 'if (klines.length < 0) return true', 0],
    ['a text', "return helpers.detectEngulfingPattern([]) ?? 'yes'", 1],
  ])('may return %s', (_, source, value) => {
    expect(new Set(filterOf(source))).toEqual(new Set([value]))
  })

  test('is a script that needs no more than its klines', () => {
    const compiled = compile('return klines.length > 3')
    if (!compiled.ok) throw new Error('does not compile')
    expect(compiled.kind).toBe('script')
    expect(compiled.program.scripts).toMatchObject([{ bars: 500, readsPosition: false, params: {} }])
    expect(compiled.problems).toEqual([])
  })

  test.each([
    [
      'export default async (ticker, klines) => true',
      '1:16 not-supported The function is async, and a bar is answered at once. Write it as a plain function, without waiting for anything.',
    ],
    [
      'async function filter(ticker, klines) {\n  return true\n}',
      '1:1 not-supported The function is async, and a bar is answered at once. Write it as a plain function, without waiting for anything.',
    ],
    [
      "const more = await fetch('x')\nreturn more.ok",
      '1:14 not-supported A filter answers each bar at once and can wait for nothing. Take the await out.',
    ],
    [
      'function* filter(ticker, klines) { yield true }',
      '1:1 not-supported The function is a generator, and a bar is answered at once. Write it as a plain function, without waiting for anything.',
    ],
    [
      'let last = 0\nexport default (ticker, klines) => { last = klines.length; return last > 3 }',
      '2:38 not-supported last stands outside the function and would be shared by all symbols. Work it out from the klines.',
    ],
    [
      "import { rsi } from 'x'\nexport default (ticker, klines) => true",
      '1:1 import-refused A strategy imports nothing. Everything it needs is there by name: strategy, ta, math …',
    ],
    [
      'export default ({ close }) => ({ filter: close > 3 })',
      '1:16 no-strategy The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
    ],
  ])('is refused: %s', (source, problem) => {
    expect(problemOf(source)).toBe(problem)
  })
})

describe('what a filter that fails says', () => {
  const failing = (source: string) => {
    const program = programOf(source)
    const { code, columns } = scriptColumns(program)
    const result = runScript(fence, code, {
      columns,
      segments: [{ symbol: 'A', from: 0, to: BARS, state: null }],
    })
    if (result.ok) throw new Error('it does not fail')
    const { message, line, column } = result.error
    return { message, ...placeInDocument(code, line, column) }
  }
  const scriptColumns = ({ scripts }: ReturnType<typeof programOf>) => ({
    code: scripts![0]!,
    columns: scripts![0]!.fields.map(field => bars[field as keyof typeof bars]),
  })

  test('stands in the lines of a body', () => {
    expect(failing('const nothing = null\n\nreturn nothing.x > 3')).toMatchObject({
      message: "TypeError: cannot read property 'x' of null",
      line: 3,
    })
  })

  test('stands in the lines of a function and of its helpers', () => {
    expect(
      failing(
        '// helpers\nfunction half(x: number) {\n  return missing / x\n}\n\nexport default (ticker, klines) => half(2) > 1',
      ),
    ).toMatchObject({ message: "ReferenceError: 'missing' is not defined", line: 3 })
  })

  test('tells of a helper that is not there', () => {
    expect(failing('return helpers.getLatestRSY(klines) > 3')).toMatchObject({ line: 1 })
  })

  test('tells of a promise', () => {
    expect(failing('return Promise.resolve(false)').message).toBe(
      'TypeError: The filter returns a promise; it must return true or false at once',
    )
  })

  test('keeps the helpers and the klines as they are', () => {
    expect(failing("'use strict'; helpers.getLatestRSI = () => 0; return true").message).toMatch(/^TypeError/)
    expect(failing("'use strict'; klines.at(-1)[4] = 0; return true").message).toMatch(/^TypeError/)
  })
})

describe('what a filter is given', () => {
  test('klines in the order of their fields and under their names', () => {
    const source = `const k = klines.at(-1)
      return k.length === 12 && k[0] === k.openTime && k[1] === k.open && k[2] === k.high && k[3] === k.low && k[4] === k.close &&
        k[5] === k.volume && k[6] === k.closeTime && k.closeTime - k.openTime === (klines.length > 1 ? 3600000 : 60000) - 1 &&
        k.quoteVolume === k.volume * k.close && k.o === k.open && k.h === k.high && k.l === k.low && k.c === k.close &&
        k.v === k.volume && k.time === k[0] && Array.isArray(k) && k.map(x => x).length === 12`
    expect(new Set(filterOf(source))).toEqual(new Set([1]))
  })

  test('a list of its own on every bar', () => {
    expect(
      new Set(filterOf('const n = klines.length\nklines.reverse().pop()\nreturn klines.length === n - 1')),
    ).toEqual(new Set([1]))
  })

  test('the last 500 klines, fewer in the beginning', () => {
    const long = sampleBars({ bars: 620, seed: 9 })
    const lengths = (of: string) => filterOf(`return klines.length === ${of}`, long)
    expect(lengths('500').indexOf(1)).toBe(499)
    expect(lengths('500').slice(499).includes(0)).toBe(false)
    expect(lengths('120').lastIndexOf(1)).toBe(119)
  })

  test('the day up to the last kline as its ticker', () => {
    const source = `const day = klines.slice(-24), first = day[0], last = day.at(-1)
      const sum = of => day.reduce((all, k) => all + of(k), 0)
      const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.abs(b)
      return ticker.symbol === 'BTCUSDT' && ticker.s === 'BTCUSDT' && ticker.lastPrice === last.close && ticker.c === last.close &&
        ticker.openPrice === first.open && ticker.o === first.open && ticker.highPrice === Math.max(...day.map(k => k.high)) &&
        ticker.h === ticker.highPrice && ticker.l === ticker.lowPrice && ticker.lowPrice === Math.min(...day.map(k => k.low)) &&
        near(ticker.volume, sum(k => k.volume)) && ticker.v === ticker.volume && near(ticker.quoteVolume, sum(k => k.volume * k.close)) &&
        ticker.q === ticker.quoteVolume && ticker.priceChange === last.close - first.open && ticker.p === ticker.priceChange &&
        ticker.priceChangePercent === (100 * (last.close - first.open)) / first.open && ticker.P === ticker.priceChangePercent`
    expect(new Set(filterOf(source))).toEqual(new Set([1]))
  })

  test.each([
    [
      'as the fourth argument',
      '(ticker, klines, helpers, nodes) => same(nodes, helpers.calculateHighVolumeNodes(klines))',
    ],
    [
      'with a default',
      '(ticker, klines, helpers, nodes = []) => same(nodes, helpers.calculateHighVolumeNodes(klines))',
    ],
    [
      'among the rest',
      '(ticker, klines, ...more) => same(more[1], more[0].calculateHighVolumeNodes(klines))',
    ],
  ])('high volume nodes, %s', (_, filter) => {
    const source = `const same = (a, b) => JSON.stringify([...a]) === JSON.stringify(b) && a.length === b.length && Array.isArray(a) && a.every(n => n.volume > 0)\nexport default ${filter}`
    expect(new Set(filterOf(source))).toEqual(new Set([1]))
  })

  test('high volume nodes by their name in a body', () => {
    const found = filterOf(
      'return highVolumeNodes.length > 0 && helpers.isNearHVN(ticker.lastPrice, highVolumeNodes, 2)',
    )
    expect(new Set(found)).toEqual(new Set([0, 1]))
  })

  test('the same for each symbol whatever ran before it in the same crossing', () => {
    const program = programOf('return klines.length > 20 && helpers.getLatestRSI(klines, 5) < 40')
    const [code] = program.scripts!
    const fields = code!.fields.map(field => bars[field as keyof typeof bars])
    const twice = fields.map(field => Float64Array.from([...field, ...field]))
    const result = runScript(fence, code!, {
      columns: twice,
      segments: [
        { symbol: 'A', from: 0, to: BARS, state: null },
        { symbol: 'B', from: BARS, to: 2 * BARS, state: null },
      ],
    })
    if (!result.ok) throw new Error(result.error.message)
    const [filter] = result.value.outputs
    expect(filter!.slice(BARS)).toEqual(filter!.slice(0, BARS))
    expect(Array.from(filter!.slice(0, BARS))).toEqual(
      filterOf('return klines.length > 20 && helpers.getLatestRSI(klines, 5) < 40'),
    )
  })
})

describe('the helpers', () => {
  type Values = readonly (number | null)[]
  /** Missing in the same places, else the same but for the last bits. */
  const expectSame = (values: Values, expected: readonly number[], from = 0) => {
    expect(values).toHaveLength(expected.length)
    const missing = (list: readonly (number | null)[]) =>
      list.map(value => value === null || Number.isNaN(value)).slice(from)
    expect(missing(values)).toEqual(missing(expected))
    values.slice(from).forEach((value, at) => {
      if (value !== null) expect(value).toBeCloseTo(expected[from + at]!, 8)
    })
  }
  const macd = helpers.calculateMACDValues(klines)
  const bands = helpers.calculateBollingerBands(klines)
  const { k, d } = helpers.calculateStochastic(klines)

  test.each<[string, Values, string]>([
    ['calculateMASeries', helpers.calculateMASeries(klines, 9), 'ta.sma(close, 9)'],
    ['calculateMASeries as it stands', helpers.calculateMASeries(klines), 'ta.sma(close, 20)'],
    ['calculateEMA', helpers.calculateEMA(klines, 9), 'ta.ema(close, 9)'],
    ['calculateEMASeries', helpers.calculateEMASeries(klines), 'ta.ema(close, 20)'],
    ['calculateRSI', helpers.calculateRSI(klines), 'ta.rsi(close, 14)'],
    ['calculateRSI of 5', helpers.calculateRSI(klines, 5), 'ta.rsi(close, 5)'],
    ['the MACD', macd.macd, 'ta.macd(close, 12, 26, 9).macd'],
    ['its signal', macd.signalLine, 'ta.macd(close, 12, 26, 9).signal'],
    ['its histogram', macd.histogram, 'ta.macd(close, 12, 26, 9).histogram'],
    ['the upper band', bands.upper, 'ta.bb(close, 20, 2).upper'],
    ['the middle band', bands.middle, 'ta.bb(close, 20, 2).middle'],
    ['the lower band', bands.lower, 'ta.bb(close, 20, 2).lower'],
    ['calculateATR', helpers.calculateATR(klines), 'ta.atr(14)'],
    ['calculateATR of 3', helpers.calculateATR(klines, 3), 'ta.atr(3)'],
    ['%K', k, 'ta.stoch(14, 3, 3).k'],
    ['%D', d, 'ta.stoch(14, 3, 3).d'],
    ['calculateVWAPSeries', helpers.calculateVWAPSeries(klines), "ta.vwap('day')"],
  ])('%s is the catalogue’s', (_, values, expression) => {
    expectSame(values, column(expression))
  })

  test.each<[string, (klines: readonly Kline[]) => number | null, string]>([
    ['calculateMA', given => helpers.calculateMA(given, 9), 'ta.sma(close, 9)'],
    ['getLatestSMA', given => helpers.getLatestSMA(given), 'ta.sma(close, 20)'],
    ['getLatestEMA', given => helpers.getLatestEMA(given, 12), 'ta.ema(close, 12)'],
    ['calculateAvgVolume', given => helpers.calculateAvgVolume(given, 5), 'ta.sma(volume, 5)'],
    ['getLatestRSI', given => helpers.getLatestRSI(given), 'ta.rsi(close, 14)'],
    [
      'getLatestMACD',
      given => helpers.getLatestMACD(given)?.signal ?? null,
      'ta.macd(close, 12, 26, 9).signal',
    ],
    [
      'getLatestBollingerBands',
      given => helpers.getLatestBollingerBands(given, 9, 1.5)?.lower ?? null,
      'ta.bb(close, 9, 1.5).lower',
    ],
    ['getLatestATR', given => helpers.getLatestATR(given), 'ta.atr(14)'],
    ['getLatestStochastic', given => helpers.getLatestStochastic(given, 9)?.d ?? null, 'ta.stoch(9, 3, 3).d'],
    ['getLatestVWAP', given => helpers.getLatestVWAP(given), "ta.vwap('day')"],
    ['getLatestStdDev', given => helpers.getLatestStdDev(given, 9), 'ta.stdev(close, 9)'],
    ['getHighestHigh', given => helpers.getHighestHigh(given, 9), 'ta.highest(high, 9)'],
    ['getLowestLow', given => helpers.getLowestLow(given, 9), 'ta.lowest(low, 9)'],
    ['getHighestClose', given => helpers.getHighestClose(given, 9), 'ta.highest(close, 9)'],
    ['getLowestClose', given => helpers.getLowestClose(given, 9), 'ta.lowest(close, 9)'],
  ])('%s is the catalogue’s on every bar', (name, latest, expression) => {
    const values = klines.map((_, at) => latest(klines.slice(0, at + 1)))
    // the extremes of however many klines there are begin at once
    expectSame(values, column(expression), /^get(High|Low)est/.test(name) ? 8 : 0)
  })

  test('engulfing candles are the catalogue’s, ties included', () => {
    const coarse = sampleBars({ bars: 400, seed: 4, tick: 0.5 })
    const values = valuesOf(
      programOf(columns({ up: 'ta.engulfing().bullish', down: 'ta.engulfing().bearish' })),
      { bars: coarse },
    )
    const said = (what: string) =>
      filterOf(`return helpers.detectEngulfingPattern(klines) === '${what}'`, coarse)
    expect(said('bullish').slice(1)).toEqual(values['columns.up']!.slice(1))
    expect(said('bearish').slice(1)).toEqual(values['columns.down']!.slice(1))
    expect(said('bullish').includes(1) && said('bearish').includes(1)).toBe(true)
  })

  const made = (closes: readonly number[]) =>
    closes.map((close, at) =>
      klineOf({ time: at * HOUR, open: close, high: close, low: close, close, volume: 1, index: at }, HOUR),
    )

  test('a divergence is two swings of price against two of the other series', () => {
    const falling = made([10, 9, 8, 9, 10, 9, 7, 8, 9])
    expect(helpers.detectGenericDivergence(falling, [5, 5, 3, 5, 5, 5, 4, 5, 5])).toBe('bullish')
    expect(helpers.detectGenericDivergence(falling, [5, 5, 4, 5, 5, 5, 3, 5, 5])).toBe(null)
    const rising = made([10, 11, 12, 11, 10, 11, 13, 12, 11])
    expect(helpers.detectGenericDivergence(rising, [5, 5, 7, 5, 5, 5, 6, 5, 5])).toBe('bearish')
    expect(helpers.detectGenericDivergence(rising, [5, 5, 6, 5, 5, 5, 7, 5, 5])).toBe(null)
    expect(helpers.detectGenericDivergence(rising, [5, 5, 7, 5, 5, 5, 6, 5, 5], 4)).toBe(null)
    expect(helpers.detectRSIDivergence(made([1, 2, 3]))).toBe(null)
    expect(helpers.detectRSIDivergence(klines, 14, 200)).toBe(
      helpers.detectGenericDivergence(klines, helpers.calculateRSI(klines, 14), 200),
    )
  })

  test('nodes stand out of the profile, the strongest first, and all volume is somewhere', () => {
    const nodes = volumeNodes(klines, { lookback: 200, buckets: 24, threshold: 0.5 })
    expect(nodes.length).toBeGreaterThan(1)
    expect(nodes.map(({ volume }) => volume)).toEqual(nodes.map(({ volume }) => volume).sort((a, b) => b - a))
    expect(nodes[0]!.strength).toBe(100)
    const all = volumeNodes(klines, { lookback: 200, buckets: 24, threshold: -99 })
    const traded = klines.slice(-200).reduce((sum, { volume }) => sum + volume, 0)
    expect(all.reduce((sum, { volume }) => sum + volume, 0)).toBeCloseTo(traded, 6)
    for (const { price, priceRange, volume, buyVolume, sellVolume } of all) {
      expect(price).toBeCloseTo((priceRange[0] + priceRange[1]) / 2, 9)
      expect(volume).toBeCloseTo(buyVolume + sellVolume, 6)
    }
  })

  test('the strongest node is the catalogue’s point of control', () => {
    const strongest = klines.map(
      (_, at) => volumeNodes(klines.slice(0, at + 1), { lookback: 60, buckets: 24, threshold: -99 })[0],
    )
    const control = column('ta.volumeprofile(60, 24, 70).poc')
    for (let at = 60; at < BARS; at++) expect(strongest[at]!.price).toBeCloseTo(control[at]!, 6)
  })

  test('nodes near, closest and between', () => {
    const node = (price: number) => ({
      price,
      volume: 1,
      strength: 1,
      priceRange: [price, price] as const,
      buyVolume: 1,
      sellVolume: 0,
    })
    const nodes = [node(100), node(110), node(90)]
    expect(helpers.isNearHVN(100.4, nodes)).toBe(true)
    expect(helpers.isNearHVN(100.6, nodes)).toBe(false)
    expect(helpers.isNearHVN(102, nodes, 2)).toBe(true)
    expect(helpers.isNearHVN(100, [])).toBe(false)
    expect(helpers.getClosestHVN(104, nodes)?.price).toBe(100)
    expect(helpers.getClosestHVN(104, nodes, 'above')?.price).toBe(110)
    expect(helpers.getClosestHVN(94, nodes, 'below')?.price).toBe(90)
    expect(helpers.getClosestHVN(80, nodes, 'below')).toBe(null)
    expect(helpers.countHVNInRange(90, 100, nodes)).toBe(2)
    expect(helpers.countHVNInRange(111, 99, nodes)).toBe(2)
  })

  test('with too few klines there is null, never an error', () => {
    const latest = FILTER_HELPERS.map(({ name }) => name).filter(name =>
      /^(getLatest|calculateMA$|calculateAvg|get(High|Low)est)/.test(name),
    )
    for (const name of latest) {
      const helper = helpers[name as 'getLatestRSI']
      expect(helper([]), name).toBe(null)
    }
    for (const name of [
      'calculateRSI',
      'calculateATR',
      'calculateEMA',
      'calculateMASeries',
      'calculateVWAPSeries',
    ] as const) {
      expect(helpers[name]([]), name).toEqual([])
      expect(helpers[name](klines.slice(0, 1)), name).toHaveLength(1)
    }
    expect(helpers.calculateMACDValues([]).histogram).toEqual([])
    expect(helpers.calculateStochastic(klines.slice(0, 3)).k).toEqual([null, null, null])
    expect(helpers.calculateHighVolumeNodes([])).toEqual([])
    expect(helpers.detectEngulfingPattern(klines.slice(0, 1))).toBe(null)
  })

  test('a price that never moves', () => {
    const still = made(new Array(40).fill(5))
    expect(helpers.getLatestRSI(still)).toBe(50)
    expect(helpers.getLatestStochastic(still)).toEqual({ k: 50, d: 50 })
    expect(helpers.getLatestATR(still)).toBe(0)
    expect(helpers.calculateHighVolumeNodes(still)).toEqual([])
  })

  test('klines that a filter made of texts are read as numbers', () => {
    const texts = klines.map(kline => [...kline].map(String)) as unknown as Kline[]
    expect(helpers.calculateRSI(texts)).toEqual(helpers.calculateRSI(klines))
    expect(helpers.getHighestHigh(texts, 5)).toBe(helpers.getHighestHigh(klines, 5))
    expect(helpers.calculateVWAPSeries(texts)).toEqual(helpers.calculateVWAPSeries(klines))
    expect(helpers.detectEngulfingPattern(texts)).toBe(helpers.detectEngulfingPattern(klines))
  })

  test('inside the fence they give what they give here', () => {
    const latest = klines.map((_, at) => helpers.getLatestRSI(klines.slice(0, at + 1), 9))
    expect(
      filterOf('return helpers.getLatestRSI(klines, 9) !== null && helpers.getLatestRSI(klines, 9) < 40'),
    ).toEqual(latest.map(rsi => (rsi !== null && rsi < 40 ? 1 : 0)))
  })
})
