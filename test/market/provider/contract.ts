import { expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { LiveBar, MarketProvider } from '@/server/market/provider'
import { barsOf, until } from './bars'

/** A provider under test, with symbols it knows. */
export interface Subject {
  readonly provider: MarketProvider
  /** Two symbols with history back to `listed`. */
  readonly symbols: readonly [string, string]
  readonly listed: number
  /** Unlisted, at any venue. */
  readonly unknown: string
}

const FRAMES = ['1m', '5m', '1h', '1d', '1w'] as const satisfies readonly Timeframe[]

/** What every provider promises, whatever it stands on. `subject` is asked once a test. */
export function providerContract(subject: () => Subject): void {
  historyContract(subject)
  liveContract(subject)
}

/** What also those promise whose prices don't move. */
export function historyContract(subject: () => Subject): void {
  const isEndToEnd = (bars: BarColumns, timeframe: Timeframe) =>
    bars.time.forEach((time, i) => {
      expect(barOpen(time, timeframe)).toBe(time)
      if (i > 0) expect(time).toBe(bars.time[i - 1]! + timeframeMs[timeframe])
    })

  test('its instruments are complete, and none comes twice', async () => {
    const { provider, symbols } = subject()
    const instruments = await provider.instruments()
    expect(new Set(instruments.map(each => each.symbol)).size).toBe(instruments.length)
    for (const symbol of symbols) expect(instruments.map(each => each.symbol)).toContain(symbol)
    for (const each of instruments) {
      expect(each.venue).toBe(provider.venue)
      expect(each.name).not.toBe('')
      expect(each.currency).toMatch(/^[A-Z0-9]{2,}$/)
      for (const step of [each.tick, each.lot]) expect(step).toBeGreaterThan(0)
      expect(each.minNotional).toBeGreaterThanOrEqual(0)
      expect(Number(each.tick.toFixed(each.decimals))).toBe(each.tick)
      expect(['trading', 'halted', 'delisted']).toContain(each.status)
      expect(each.status === 'delisted').toBe(each.delistedAt !== null)
      if (each.listedAt !== null) expect(each.listedAt).toBeLessThanOrEqual(provider.now())
    }
  })

  test.each(FRAMES)('its %s bars are closed, ascending, end to end, aligned and sane', async timeframe => {
    const { provider, symbols } = subject()
    const present = provider.now()
    const bars = await provider.barsBefore(symbols[0], timeframe, present, 20)
    expect(bars.time.length).toBe(20)
    isEndToEnd(bars, timeframe)
    expect(bars.time.at(-1)).toBe(barOpen(present, timeframe) - timeframeMs[timeframe])
    for (const bar of barsOf(bars)) {
      expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close))
      expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close))
      expect(bar.low).toBeGreaterThan(0)
      expect(bar.volume).toBeGreaterThanOrEqual(0)
    }
  })

  test('a moment inside a bar leaves that bar out; its end lets it in', async () => {
    const { provider, symbols } = subject()
    const end = barOpen(provider.now(), '5m') - 10 * timeframeMs['5m']
    const last = async (moment: number) =>
      (await provider.barsBefore(symbols[0], '5m', moment, 3)).time.at(-1)
    expect(await last(end - 1)).toBe(end - 2 * timeframeMs['5m'])
    expect(await last(end)).toBe(end - timeframeMs['5m'])
    expect(await last(end + 1)).toBe(end - timeframeMs['5m'])
  })

  test('the future is never told, however far ahead one asks', async () => {
    const { provider, symbols } = subject()
    const asked = provider.now()
    const bars = await provider.barsBefore(symbols[0], '1m', asked + 86_400_000, 1_500)
    for (const time of bars.time) expect(time + timeframeMs['1m']).toBeLessThanOrEqual(provider.now())
  })

  test.each([0, 1, 999, 1_000, 1_001, 2_345])('asked for %i bars it gives as many', async count => {
    const { provider, symbols } = subject()
    const bars = await provider.barsBefore(symbols[1], '1m', provider.now() - 120_000, count)
    expect(bars.time.length).toBe(count)
    isEndToEnd(bars, '1m')
  })

  test('where history begins there are fewer bars, and before it none', async () => {
    const { provider, symbols, listed } = subject()
    const first = barOpen(listed + timeframeMs['1d'] - 1, '1d')
    const early = await provider.barsBefore(symbols[0], '1d', first + 3 * timeframeMs['1d'], 50)
    expect(early.time.length).toBe(3)
    expect(early.time[0]).toBe(first)
    expect((await provider.barsBefore(symbols[0], '1d', first, 50)).time.length).toBe(0)
  })

  test('the same bar has the same numbers, whatever it is asked with', async () => {
    const { provider, symbols } = subject()
    const end = barOpen(provider.now(), '1m') - 5 * 60_000
    const whole = barsOf(await provider.barsBefore(symbols[0], '1m', end, 1_200))
    expect(barsOf(await provider.barsBefore(symbols[0], '1m', end, 7))).toEqual(whole.slice(-7))
    expect(barsOf(await provider.barsBefore(symbols[0], '1m', end - 60_000, 1_199))).toEqual(
      whole.slice(0, -1),
    )
    expect(barsOf(await provider.barsBefore(symbols[0], '1m', end, 1_200))).toEqual(whole)
  })

  test('history in pages is what asking backwards gives, and stops where it is told', async () => {
    const { provider, symbols } = subject()
    const end = barOpen(provider.now(), '1m') - 60_000
    const from = end - 2_500 * 60_000
    const paged = []
    for await (const page of provider.history(symbols[0], '1m', from, end)) {
      expect(page.time.length).toBeGreaterThan(0)
      paged.push(...barsOf(page))
    }
    expect(paged).toEqual(barsOf(await provider.barsBefore(symbols[0], '1m', end, 2_500)))
  })

  test('history left after any page goes on from there', async () => {
    const { provider, symbols } = subject()
    const end = barOpen(provider.now(), '1m') - 60_000
    let from = end - 3_100 * 60_000
    const got: number[] = []
    // Each turn dies after one page, as a killed back-fill does.
    for (let turn = 0; turn < 20 && from < end; turn++)
      for await (const page of provider.history(symbols[0], '1m', from, end)) {
        got.push(...page.time)
        from = page.time.at(-1)! + 60_000
        break
      }
    expect(got).toEqual(Array.from({ length: 3_100 }, (_, i) => end - (3_100 - i) * 60_000))
  })

  test('an unknown symbol is refused', async () => {
    const { provider, unknown } = subject()
    await expect(provider.barsBefore(unknown, '1m', provider.now(), 5)).rejects.toThrow(unknown)
  })
}

function liveContract(subject: () => Subject): void {
  test('the forming bar is the present one, and inside what it closes as', async () => {
    const { provider, symbols } = subject()
    const [forming, then] = [await provider.forming(symbols[0], '5m'), provider.now()]
    expect(forming.time).toBe(barOpen(then, '5m'))
    expect(forming.low).toBeLessThanOrEqual(Math.min(forming.open, forming.close))
    expect(forming.high).toBeGreaterThanOrEqual(Math.max(forming.open, forming.close))
  })

  test('every trading symbol has a live price, and none that is gone', async () => {
    const { provider } = subject()
    const of = new Map((await provider.instruments()).map(each => [each.symbol, each.status]))
    const prices = await provider.livePrices()
    const priced = new Set(prices.map(each => each.symbol))
    expect(priced.size).toBe(prices.length)
    // One that is halted may tell its last price.
    for (const [symbol, status] of of)
      if (status !== 'halted') expect([symbol, priced.has(symbol)]).toEqual([symbol, status === 'trading'])
    for (const { last, dayChange } of prices) {
      expect(last).toBeGreaterThan(0)
      expect(dayChange).toBeGreaterThan(-1)
    }
  })

  test('every trading symbol has its last 24 hours, and they hold its day so far', async () => {
    const { provider, symbols } = subject()
    const trading = (await provider.instruments()).filter(each => each.status === 'trading')
    const tickers = new Map((await provider.dayTickers()).map(each => [each.symbol, each]))
    for (const { symbol } of trading) expect([...tickers.keys()]).toContain(symbol)
    for (const each of tickers.values()) {
      expect(each.at).toBeLessThanOrEqual(provider.now())
      expect(each.low).toBeGreaterThan(0)
      expect(each.low).toBeLessThanOrEqual(Math.min(each.open, each.last))
      expect(each.high).toBeGreaterThanOrEqual(Math.max(each.open, each.last))
      expect(each.change).toBe(each.last / each.open - 1)
      expect(each.quoteVolume).toBeGreaterThanOrEqual(each.volume * each.low * (1 - 1e-9))
      expect(each.quoteVolume).toBeLessThanOrEqual(each.volume * each.high * (1 + 1e-9))
    }
    for (const symbol of symbols) {
      const { at, high, low, volume } = tickers.get(symbol)!
      // Hours that lie wholly within the 24 hours.
      const hours = barsOf(await provider.barsBefore(symbol, '1h', barOpen(at, '1h'), 23))
      expect(hours).toHaveLength(23)
      expect(high).toBeGreaterThanOrEqual(Math.max(...hours.map(each => each.high)))
      expect(low).toBeLessThanOrEqual(Math.min(...hours.map(each => each.low)))
      expect(volume).toBeGreaterThanOrEqual(hours.reduce((sum, each) => sum + each.volume, 0))
    }
  })

  test('a stream tells each bar as it grows and once when it closes, and history agrees', async () => {
    const { provider, symbols } = subject()
    const heard: LiveBar[] = []
    const stop = new AbortController()
    const over = provider.stream(symbols, '1m', bar => heard.push(bar), stop.signal)
    const closed = (symbol: string) => heard.filter(bar => bar.closed && bar.symbol === symbol)
    await until(() => symbols.every(symbol => closed(symbol).length >= 4))
    stop.abort()
    await over
    const count = heard.length
    for (const symbol of symbols) {
      const bars = closed(symbol)
      const end = bars.at(-1)!.time + 60_000
      const told = bars.map(({ symbol: _, closed: __, ...bar }) => bar)
      expect(told).toEqual(barsOf(await provider.barsBefore(symbol, '1m', end, bars.length)))
      expect(heard.some(bar => bar.symbol === symbol && !bar.closed)).toBe(true)
      // A bar that is over does not grow again.
      let over = 0
      for (const bar of heard.filter(each => each.symbol === symbol)) {
        expect(bar.time).toBeGreaterThanOrEqual(over)
        if (bar.closed) over = bar.time + 60_000
      }
    }
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(heard.length).toBe(count)
  })
}
