import { describe, expect, test } from 'vitest'
import { catalogue, entries } from '@/sandbox/catalogue'
import { callOf, signatureOf } from '@/sandbox/catalogue/docs/call'
import { exampleOf } from '@/sandbox/catalogue/docs/example'
import { fieldOf } from '@/sandbox/catalogue/docs/form'
import { listingOf } from '@/sandbox/catalogue/docs/listing'
import { memoryText } from '@/sandbox/catalogue/docs/memoryText'
import { catalogueDocs, docsPicture } from '@/sandbox/catalogue/docs/page'
import { paletteOf, STARTERS, searchEntries } from '@/sandbox/catalogue/docs/palette'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { sampleMemory } from '@/sandbox/catalogue/docs/sampleRun'

const entry = (id: string) => catalogue.entry(id)!

describe('the list', () => {
  test('has at least 120 entries, sorted by id, each id once', () => {
    const ids = entries.map(one => one.id)
    expect(ids.length).toBeGreaterThanOrEqual(120)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('has what users expect first', () => {
    const launch = `
      open high low close volume hl2 hlc3 ohlc4 hlcc4 heikinashi session clock
      ema sma rma wma tema dema hma vwma t3 zlema kama linreg alma trima mama mcginley vidya frama supersmoother macross
      macd adx supertrend sar ichimoku chop ewo aroon donchian linregslope linregangle linregchannel vortex trix kst
      coppock stc massindex dpo dominantcycle zigzag alligator chandekroll chandelier
      rsi mfi stoch cci stochrsi roc mom willr fisher cti ao uo cmo ppo tsi rmi connorsrsi wavetrend squeeze rvi demarker
      laguerre relativestrength
      bb atr natr tr stdev variance kc historicalvol parkinson garmanklass rogerssatchell adr ulcer chaikinvol
      volumefilter relativevolume timeofdayvolume vwap anchoredvwap vwma vwapbands obv cmf ad adosc efi pvt nvi pvi eom
      klinger vfi volumeosc volumeprofile volumedelta
      highest lowest highestage lowestage pivothigh pivotlow swings change gap rangepercent candle insidebar outsidebar
      divergence pivotpoints fibonacci marketstructure fairvaluegap priorperiod openingrange
      ticker volumenodes volumepeaks volumevalleys sessionprofile movesequences trendstate volatilitystate marketstate
      zscore percentrank percentile correlation beta spread halflife sharpe drawdown hurst skew kurtosis entropy regime
      add sub mul div mod pow abs min max clip round log exp sqrt sign gt ge lt le eq ne between crossover crossunder
      cross and or not xor atleast where ago nz na sum cum rescale weightedscore
      within held barssince valuewhen rising falling sequence countin becomes cooldown latch onceper occurrence
      hysteresis barIndex
      inposition entryprice barssinceentry openprofit excursion timestop percentlevels atrlevels risksize
    `
      .trim()
      .split(/\s+/)
    expect(launch.filter(id => !catalogue.entry(id))).toEqual([])
  })

  test('says what each entry is, in whole sentences', () => {
    const bare = entries.filter(one => !/[.…)]$/.test(one.summary) || one.formula === '' || one.title === '')
    expect(bare.map(one => one.id)).toEqual([])
  })

  test('keeps every default inside its bounds', () => {
    const wrong = entries.flatMap(one =>
      one.params.flatMap(spec =>
        (spec.kind === 'int' || spec.kind === 'num') &&
        !(spec.default >= spec.min && spec.default <= spec.max)
          ? [`${one.id}.${spec.name}`]
          : [],
      ),
    )
    expect(wrong).toEqual([])
  })
})

describe('search', () => {
  const found = (text: string) => searchEntries(entries, text).map(one => one.id)

  test.each([
    ['rsi', 'rsi'],
    ['boll', 'bb'],
    ['bollinger', 'bb'],
    ['macd', 'macd'],
    ['pdh', 'priorperiod'],
    ['fvg', 'fairvaluegap'],
    ['poc', 'volumeprofile'],
    ['psar', 'sar'],
    ['golden cross', 'macross'],
    ['bos', 'marketstructure'],
    ['hvn', 'volumenodes'],
    ['wpr', 'willr'],
    ['24h', 'ticker'],
    ['lvn', 'volumevalleys'],
    ['svp', 'sessionprofile'],
    ['move sequences', 'movesequences'],
    ['trend classification', 'trendstate'],
    ['volatility regime', 'volatilitystate'],
  ])('%s finds %s first', (text, id) => {
    const [first, second] = found(text)
    expect([first, second]).toContain(id)
  })

  test('a word nobody uses finds nothing, and no word finds all', () => {
    expect(found('xyzzy')).toEqual([])
    expect(found(' ')).toHaveLength(entries.length)
  })
})

describe('what is derived', () => {
  test('the palette holds every entry once, and the starters exist', () => {
    const listed = paletteOf(entries).flatMap(group => group.entries.map(one => one.id))
    expect([...listed].sort()).toEqual(entries.map(one => one.id))
    expect(STARTERS.filter(id => !catalogue.entry(id))).toEqual([])
  })

  test('calls and their parts read as they are written', () => {
    expect(callOf(entry('rsi'))).toBe('ta.rsi(source, length)')
    expect(signatureOf(entry('macd'))).toBe(
      'ta.macd(source, fast, slow, signal) → { macd, signal, histogram }',
    )
    expect(signatureOf(entry('stoch'))).toBe('ta.stoch(length, smoothK, smoothD) → { k, d }')
    expect(signatureOf(entry('sar'))).toBe('ta.sar(start, step, max)')
  })

  test('the names of the promised API are kept', () => {
    const promised = [
      'ta.hma(source, length)',
      'ta.t3(source, length, factor)',
      'ta.linreg(source, length, offset)',
      'ta.trix(source, length)',
      'ta.cci(length)',
      'ta.mfi(length)',
      'ta.willr(length)',
      'ta.stoch(length, smoothK, smoothD) → { k, d }',
      'ta.stochrsi(source, length, stochLength, smoothK, smoothD) → { k, d }',
      'ta.adx(length) → { adx, plusDI, minusDI }',
      'ta.aroon(length) → { up, down, osc }',
      'ta.atr(length)',
      'ta.natr(length)',
      'ta.bb(source, length, mult) → { middle, upper, lower, width, percentB }',
      'ta.kc(source, length, mult) → { middle, upper, lower }',
      'ta.donchian(length) → { upper, middle, lower }',
      'ta.cmf(length)',
      'ta.pivothigh(left, right)',
      'ta.pivotlow(left, right)',
    ]
    const signatures = new Set(entries.map(signatureOf))
    expect(promised.filter(text => !signatures.has(text))).toEqual([])
    expect(signatureOf(entry('supertrend'))).toMatch(
      /^ta\.supertrend\(factor, atrLength\) → \{ line, direction/,
    )
    expect(signatureOf(entry('vwap'))).toMatch(/^ta\.vwap\(anchor/)
    expect(signatureOf(entry('ichimoku'))).toMatch(
      /^ta\.ichimoku\(conversion, base, span.*→ \{ conversion, base, spanA, spanB/,
    )
  })

  test('a field has bounds, steps and options', () => {
    expect(fieldOf(entry('rsi').params[0]!)).toEqual({
      control: 'number',
      name: 'length',
      title: 'Length',
      default: 14,
      min: 1,
      max: 5000,
      step: 1,
      whole: true,
    })
    expect(fieldOf(entry('ma').params[1]!)).toMatchObject({ control: 'select', default: 'ema' })
  })

  test('an example is a whole formula', () => {
    expect(
      exampleOf(entry('macd')),
    ).toBe(`export default strategy({ name: 'MACD', timeframe: '1h' }, ({ close, ta }) => {
  const macd = ta.macd(close, 12, 26, 9)
  return { columns: { macd: macd.macd, signal: macd.signal, histogram: macd.histogram } }
})
`)
  })

  test('memory is told in words', () => {
    const told = (id: string) => memoryText(sampleMemory(entry(id)))
    expect(told('abs')).toBe('No memory: the value rests on its own bar alone.')
    expect(told('sma')).toBe(
      'First value after 20 bars. Exact: it rests on the last 20 bars and on nothing before them.',
    )
    expect(told('rsi')).toMatch(
      /^First value after 15 bars\. Where history begins no longer matters after \d+ bars\.$/,
    )
    expect(told('obv')).toContain('rests on the whole history')
  })

  test('every page is complete and every listing is plain data', () => {
    for (const page of catalogueDocs(entries)) {
      expect(page.memoryText.length).toBeGreaterThan(10)
      expect(page.outputs.length).toBeGreaterThan(0)
    }
    for (const one of entries) expect(JSON.parse(JSON.stringify(listingOf(one)))).toEqual(listingOf(one))
  })
})

describe('pictures', () => {
  test('sample bars are the same everywhere and are proper bars', () => {
    const bars = sampleBars({ bars: 300 })
    expect([bars.close[0], bars.close[299], bars.volume[123]]).toMatchInlineSnapshot(`
      [
        99.79,
        84.08,
        859,
      ]
    `)
    for (let i = 0; i < 300; i++) {
      expect(bars.high[i]).toBeGreaterThanOrEqual(Math.max(bars.open[i]!, bars.close[i]!))
      expect(bars.low[i]).toBeLessThanOrEqual(Math.min(bars.open[i]!, bars.close[i]!))
    }
  })

  test('every entry is drawn without a broken number, small and the same twice', () => {
    for (const one of entries) {
      const picture = docsPicture(one)
      expect(picture, one.id).not.toMatch(/NaN|Infinity|undefined/)
      expect(picture.length, one.id).toBeLessThan(60_000)
      expect(picture).toMatch(/^<svg [^>]*viewBox="0 0 640 \d+"[^>]*>.*<\/svg>$/)
    }
    expect(docsPicture(entry('macd'))).toBe(docsPicture(entry('macd')))
  })
})
