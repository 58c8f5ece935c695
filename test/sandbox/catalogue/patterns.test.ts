import { beforeAll, describe, expect, test } from 'vitest'
import type { ParamValues } from '@/sandbox/catalogue/define'
import { shapedBars } from './oracle/shapes'
import { Talib } from './oracle/talib'
import { barsOf, type Ohlc, runEntry } from './runEntry'

/** Ordinary bars: bodies of 2, ranges of 4, wicks of 1; the last one rises from 99 to 101. */
const ORDINARY: readonly Ohlc[] = Array.from({ length: 16 }, (_, i) =>
  i % 2 === 0 ? [101, 102, 98, 99] : [99, 102, 98, 101],
)
const LONG_BLACK: Ohlc = [104, 104.5, 99.5, 100]
const LONG_WHITE: Ohlc = [100, 104.5, 99.5, 104]

interface Case {
  readonly entry: string
  readonly output?: string
  readonly params?: ParamValues
  /** The last bars of a history that must match on its last bar. */
  readonly yes: readonly Ohlc[]
  /** The same but for one thing, so that it must not. */
  readonly no: readonly Ohlc[]
}

const cases: readonly Case[] = [
  { entry: 'doji', yes: [[100, 102, 98, 100.3]], no: [[100, 102, 98, 101]] },
  { entry: 'dragonflydoji', yes: [[100, 100.2, 97, 100.1]], no: [[100, 102, 97, 100.1]] },
  { entry: 'gravestonedoji', yes: [[100, 103, 99.9, 100.1]], no: [[100, 103, 97, 100.1]] },
  { entry: 'longleggeddoji', yes: [[100, 102, 98, 100.3]], no: [[100, 100.3, 100, 100.3]] },
  { entry: 'spinningtop', output: 'bullish', yes: [[100, 103, 98, 101]], no: [[101, 103, 98, 100]] },
  { entry: 'spinningtop', output: 'bearish', yes: [[101, 103, 98, 100]], no: [[101, 103, 99.5, 100]] },
  { entry: 'highwave', output: 'bullish', yes: [[100, 104, 97, 101]], no: [[100, 102.5, 98.5, 101]] },
  { entry: 'marubozu', output: 'bullish', yes: [[100, 104.1, 99.9, 104]], no: [[100, 105, 99.9, 104]] },
  { entry: 'marubozu', output: 'bearish', yes: [[104, 104.1, 99.9, 100]], no: [[104, 104.1, 99, 100]] },
  { entry: 'closingmarubozu', output: 'bullish', yes: [[100, 104.1, 98, 104]], no: [[100, 105, 98, 104]] },
  { entry: 'belthold', output: 'bullish', yes: [[100, 105, 99.9, 104]], no: [[100, 105, 98, 104]] },
  { entry: 'longline', output: 'bullish', yes: [[100, 104.9, 99.5, 104]], no: [[100, 105.5, 99.5, 104]] },
  { entry: 'hammer', yes: [[98.2, 98.8, 96, 98.7]], no: [[101.2, 101.8, 99, 101.7]] },
  { entry: 'hangingman', yes: [[101.2, 101.8, 99, 101.7]], no: [[98.2, 98.8, 96, 98.7]] },
  { entry: 'invertedhammer', yes: [[98.2, 101, 98.1, 98.7]], no: [[99.5, 102, 99.4, 100]] },
  { entry: 'shootingstar', yes: [[101.2, 104, 101.1, 101.7]], no: [[98.2, 101, 98.1, 98.7]] },
  { entry: 'takuri', yes: [[100, 100.2, 98, 100.2]], no: [[100, 101, 98, 100.2]] },
  {
    entry: 'engulfing',
    output: 'bullish',
    yes: [
      [101, 102, 98, 99],
      [98.8, 102, 98.5, 101.5],
    ],
    no: [
      [101, 102, 98, 99],
      [99.5, 102, 98.5, 101.5],
    ],
  },
  { entry: 'engulfing', output: 'bearish', yes: [[101.2, 102, 98, 98.5]], no: [[100.8, 102, 98, 98.5]] },
  {
    entry: 'harami',
    output: 'bullish',
    yes: [LONG_BLACK, [101, 102, 100.5, 102]],
    no: [LONG_BLACK, [101, 105, 100.5, 104.5]],
  },
  {
    entry: 'haramicross',
    output: 'bearish',
    yes: [LONG_WHITE, [102, 103, 101, 102.2]],
    no: [LONG_WHITE, [102, 103.5, 101, 103.2]],
  },
  { entry: 'piercing', yes: [LONG_BLACK, [99, 103, 98.5, 102.5]], no: [LONG_BLACK, [98, 102, 97.5, 101.5]] },
  {
    entry: 'darkcloudcover',
    yes: [LONG_WHITE, [105, 105.5, 100.5, 101.5]],
    no: [LONG_WHITE, [105, 105.5, 100.5, 103]],
  },
  {
    entry: 'morningstar',
    yes: [LONG_BLACK, [99, 99.5, 98, 98.6], [99.2, 103.5, 99, 103]],
    no: [LONG_BLACK, [99, 99.5, 98, 98.6], [97, 101.5, 96.5, 101]],
  },
  {
    entry: 'eveningstar',
    yes: [LONG_WHITE, [105, 106, 104.8, 105.4], [104.8, 105, 100.5, 101]],
    no: [LONG_WHITE, [105, 106, 104.8, 105.4], [107, 107.5, 103, 103.5]],
  },
  {
    entry: 'morningdojistar',
    yes: [LONG_BLACK, [99, 99.5, 98, 98.9], [99.2, 103.5, 99, 103]],
    no: [LONG_BLACK, [99.5, 99.8, 98, 98.4], [99.2, 103.5, 99, 103]],
  },
  {
    entry: 'eveningdojistar',
    yes: [LONG_WHITE, [105, 106, 104.8, 105.1], [104.8, 105, 100.5, 101]],
    no: [LONG_WHITE, [104.8, 106, 104.6, 106], [104.8, 105, 100.5, 101]],
  },
  {
    entry: 'abandonedbaby',
    output: 'bullish',
    yes: [LONG_BLACK, [98.5, 99, 98, 98.6], [99.5, 103.5, 99.2, 103]],
    no: [LONG_BLACK, [98.5, 99, 98, 98.6], [99.5, 103.5, 98.9, 103]],
  },
  {
    entry: 'dojistar',
    output: 'bullish',
    yes: [LONG_BLACK, [99, 100, 98, 99.2]],
    no: [LONG_BLACK, [101, 102, 100, 101.2]],
  },
  {
    entry: 'threewhitesoldiers',
    yes: [
      [100, 103.1, 99.8, 103],
      [101, 105.1, 100.8, 105],
      [103, 107.1, 102.8, 107],
    ],
    no: [
      [100, 103.1, 99.8, 103],
      [101, 105.1, 100.8, 105],
      [103, 109, 102.8, 107],
    ],
  },
  {
    entry: 'threeblackcrows',
    yes: [LONG_WHITE, [103.5, 104, 99.9, 100], [102, 102.5, 97.9, 98], [99, 99.5, 95.9, 96]],
    no: [LONG_WHITE, [103.5, 104, 99.9, 100], [102, 102.5, 97.9, 98], [99, 99.5, 94, 96]],
  },
  {
    entry: 'threeinside',
    output: 'bullish',
    yes: [LONG_BLACK, [101, 102.5, 100.5, 102], [102, 105.5, 101.5, 105]],
    no: [LONG_BLACK, [101, 102.5, 100.5, 102], [102, 105.5, 101.5, 103.5]],
  },
  {
    entry: 'threeoutside',
    output: 'bullish',
    yes: [
      [101, 102, 98, 99],
      [98.5, 102.5, 98, 102],
      [102, 104, 101.5, 103.5],
    ],
    no: [
      [101, 102, 98, 99],
      [98.5, 102.5, 98, 102],
      [102, 103, 101, 101.8],
    ],
  },
  {
    entry: 'kicking',
    output: 'bullish',
    yes: [
      [104, 104.1, 99.9, 100],
      [106, 110.1, 105.9, 110],
    ],
    no: [
      [104, 104.1, 99.9, 100],
      [104.05, 108.1, 104, 108],
    ],
  },
  {
    entry: 'matchinglow',
    yes: [
      [102, 103, 98, 99],
      [101, 102, 98.5, 99.1],
    ],
    no: [
      [102, 103, 98, 99],
      [101, 102, 98.5, 99.9],
    ],
  },
  {
    entry: 'counterattack',
    output: 'bullish',
    yes: [LONG_BLACK, [96, 100.5, 95.5, 100.1]],
    no: [LONG_BLACK, [96, 101.5, 95.5, 101]],
  },
  {
    entry: 'separatinglines',
    output: 'bullish',
    yes: [
      [100, 101, 98, 98.5],
      [100.1, 105, 100, 104],
    ],
    no: [
      [100, 101, 98, 98.5],
      [102, 106, 101.9, 105.9],
    ],
  },
  {
    entry: 'homingpigeon',
    yes: [LONG_BLACK, [102.5, 103, 101, 101.5]],
    no: [LONG_BLACK, [101.5, 103, 101, 102.5]],
  },
  { entry: 'thrusting', yes: [LONG_BLACK, [99, 102, 98.5, 101]], no: [LONG_BLACK, [99, 104, 98.5, 103]] },
  {
    entry: 'twocrows',
    yes: [LONG_WHITE, [106, 106.5, 104.8, 105], [105.5, 106, 102, 103]],
    no: [LONG_WHITE, [106, 106.5, 104.8, 105], [105.5, 106, 98, 99]],
  },
  {
    entry: 'sticksandwich',
    yes: [
      [102, 103, 98, 99],
      [100, 103, 99.5, 102.5],
      [103, 104, 98, 99.1],
    ],
    no: [
      [102, 103, 98, 99],
      [100, 103, 99.5, 102.5],
      [103, 104, 98, 101],
    ],
  },
  {
    entry: 'threemethods',
    output: 'bullish',
    yes: [
      LONG_WHITE,
      [103.5, 103.8, 102.5, 102.8],
      [102.9, 103.1, 101.9, 102.1],
      [102.2, 102.5, 101.1, 101.4],
      [102, 106, 101.5, 105.5],
    ],
    no: [
      LONG_WHITE,
      [103.5, 103.8, 102.5, 102.8],
      [102.9, 103.1, 101.9, 102.1],
      [102.2, 102.5, 101.1, 101.4],
      [101.5, 104, 101, 103.9],
    ],
  },
  {
    entry: 'tweezers',
    output: 'bullish',
    yes: [
      [102, 103, 98, 99],
      [99.2, 102, 98.1, 101.5],
    ],
    no: [
      [102, 103, 98, 99],
      [99.2, 102, 97, 101.5],
    ],
  },
  { entry: 'pinbar', output: 'bullish', yes: [[100, 100.3, 97, 100.2]], no: [[100, 102, 98, 100.2]] },
  { entry: 'pinbar', output: 'bearish', yes: [[100, 103, 99.8, 100.1]], no: [[100, 102, 98, 100.2]] },
  { entry: 'insidebar', yes: [[100, 101.5, 98.5, 100.5]], no: [[100, 102.5, 98.5, 100.5]] },
  { entry: 'outsidebar', yes: [[100, 103, 97, 101]], no: [[100, 103, 98.5, 101]] },
  { entry: 'narrowrange', yes: [[100, 100.5, 99.8, 100.2]], no: [[100, 105, 98, 100.2]] },
]

const last = ({ entry, output, params }: Case, end: readonly Ohlc[]): number =>
  runEntry(entry, barsOf([...ORDINARY, ...end]), params)[output ?? 'value']!.at(-1)!

describe('hand-made bars', () => {
  test.each(cases)('$entry $output tells its bars from bars that lack one thing', row => {
    expect(last(row, row.yes)).toBe(1)
    expect(last(row, row.no)).toBe(0)
  })

  test('candle anatomy names every part of a bar', () => {
    const run = runEntry(
      'candle',
      barsOf([
        [10, 16, 8, 14],
        [14, 15, 14, 14.5],
        [5, 5, 5, 5],
      ]),
    )
    const at = (i: number) =>
      Object.fromEntries(Object.entries(run).map(([name, column]) => [name, column![i]]))
    expect(at(0)).toEqual({
      body: 4,
      upper: 2,
      lower: 2,
      range: 8,
      bodyPercent: 50,
      upperPercent: 25,
      lowerPercent: 25,
      color: 1,
    })
    expect(at(1)).toMatchObject({ body: 0.5, upper: 0.5, lower: 0, color: 1 })
    expect(at(2)).toMatchObject({ body: 0, range: 0, bodyPercent: Number.NaN, color: 0 })
  })
})

/** TA-Lib’s name of each pattern, and its penetration where it takes one. */
const TALIB: Readonly<Record<string, readonly [name: string, penetration?: number]>> = {
  doji: ['CDLDOJI'],
  dragonflydoji: ['CDLDRAGONFLYDOJI'],
  gravestonedoji: ['CDLGRAVESTONEDOJI'],
  longleggeddoji: ['CDLLONGLEGGEDDOJI'],
  spinningtop: ['CDLSPINNINGTOP'],
  highwave: ['CDLHIGHWAVE'],
  marubozu: ['CDLMARUBOZU'],
  closingmarubozu: ['CDLCLOSINGMARUBOZU'],
  belthold: ['CDLBELTHOLD'],
  longline: ['CDLLONGLINE'],
  hammer: ['CDLHAMMER'],
  hangingman: ['CDLHANGINGMAN'],
  invertedhammer: ['CDLINVERTEDHAMMER'],
  shootingstar: ['CDLSHOOTINGSTAR'],
  takuri: ['CDLTAKURI'],
  engulfing: ['CDLENGULFING'],
  harami: ['CDLHARAMI'],
  haramicross: ['CDLHARAMICROSS'],
  piercing: ['CDLPIERCING'],
  darkcloudcover: ['CDLDARKCLOUDCOVER', 0.5],
  morningstar: ['CDLMORNINGSTAR', 0.3],
  eveningstar: ['CDLEVENINGSTAR', 0.3],
  morningdojistar: ['CDLMORNINGDOJISTAR', 0.3],
  eveningdojistar: ['CDLEVENINGDOJISTAR', 0.3],
  abandonedbaby: ['CDLABANDONEDBABY', 0.3],
  dojistar: ['CDLDOJISTAR'],
  threewhitesoldiers: ['CDL3WHITESOLDIERS'],
  threeblackcrows: ['CDL3BLACKCROWS'],
  threeinside: ['CDL3INSIDE'],
  threeoutside: ['CDL3OUTSIDE'],
  kicking: ['CDLKICKING'],
  matchinglow: ['CDLMATCHINGLOW'],
  counterattack: ['CDLCOUNTERATTACK'],
  separatinglines: ['CDLSEPARATINGLINES'],
  homingpigeon: ['CDLHOMINGPIGEON'],
  thrusting: ['CDLTHRUSTING'],
  twocrows: ['CDL2CROWS'],
  sticksandwich: ['CDLSTICKSANDWICH'],
  threemethods: ['CDLRISEFALL3METHODS'],
}
/** The longest look-back, so that both sides have begun. */
const BEGUN = 20

describe('40,000 bars of every shape', () => {
  let talib: Talib
  const bars = shapedBars(40_000, 3)
  beforeAll(async () => {
    talib = await Talib.start()
  })

  test.each(Object.entries(TALIB))(
    '%s matches where TA-Lib does, and nowhere else',
    (entry, [name, penetration]) => {
      const hits = talib.candles(name, bars, penetration === undefined ? [] : [penetration])
      const run = runEntry(entry, bars, penetration === undefined ? {} : { penetration })
      const mine = (i: number) => (run.value ? run.value[i]! : run.bullish![i]! - run.bearish![i]!)
      const theirs = (i: number) => (run.value ? Math.abs(Math.sign(hits[i]!)) : Math.sign(hits[i]!))
      const wrong: number[] = []
      let found = 0
      for (let i = BEGUN; i < hits.length; i++) {
        if (theirs(i) !== 0) found++
        if (mine(i) !== theirs(i)) wrong.push(i)
      }
      expect(found).toBeGreaterThan(0)
      expect(wrong).toEqual([])
    },
  )
})
