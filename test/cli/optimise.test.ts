import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { sluice } from './sluice'

// each starts a process, its threads and a guests' process
vi.setConfig({ testTimeout: 180_000 })
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-optimise-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
const DAY_MS = 86_400_000
const bars = (name: string, seed: number): string => {
  const { time, open, high, low, close, volume } = sampleBars({ bars: 400, seed, stepMs: DAY_MS })
  const rows = Array.from(time, (at, row) =>
    [at, open[row], high[row], low[row], close[row], volume[row]].join(),
  )
  return file(`${name}.csv`, ['time,open,high,low,close,volume', ...rows].join('\n'))
}
const [AAA, BBB] = [bars('AAA', 1), bars('BBB', 2)]
const CROSS = file(
  'cross.ts',
  `export default strategy({ name: 'Cross', timeframe: '1d', params: { fast: int(5, 2, 60), slow: int(20, 2, 200), kind: choice('sma', ['sma', 'ema']) } },
  ({ close, ta, params }) => {
    const mean = n => params.kind === 'sma' ? ta.sma(close, n) : ta.ema(close, n)
    return { long: ta.crossover(mean(params.fast), mean(params.slow)), exitLong: ta.crossunder(mean(params.fast), mean(params.slow)) }
  })`,
)
const COSTS = file(
  'costs.json',
  JSON.stringify({ cash: 5_000, commission: { percent: 0.2 }, warmUp: 'first' }),
)

const optimise = async (...args: string[]) => {
  const { code, out, err } = await sluice('optimise', CROSS, ...args, '--json')
  expect([code, out === '' ? err : '']).toEqual([0, ''])
  return JSON.parse(out)
}

describe('optimise', () => {
  test('tries every pair and gives each the numbers that its backtest has', async () => {
    const { code, out, err } = await sluice(
      ...['optimise', CROSS, '--data', AAA, '--grid', 'fast=4..12:4', '--grid', 'slow=20,40'],
      ...['--settings', COSTS, '--min-trades', '1', '--json'],
    )
    expect([code, out === '' ? err : '']).toEqual([0, ''])
    expect(err.trim().split('\n').at(-1)).toBe('6 of 6 trials (100 %)')
    const value = JSON.parse(out)
    expect(value.trials.map((each: { params: object }) => each.params)).toEqual(
      [4, 8, 12].flatMap(fast => [20, 40].map(slow => ({ fast, slow }))),
    )
    expect(value).toMatchObject({ tried: 6, failedTrials: 0, symbols: ['AAA'], walkForward: null })
    expect(value.heatMap.rows).toHaveLength(2)
    const { trial, params } = value.best.peak
    const alone = await sluice(
      ...['backtest', CROSS, '--data', AAA, '--settings', COSTS, '--json'],
      ...['--param', `fast=${params.fast}`, '--param', `slow=${params.slow}`],
    )
    const report = JSON.parse(alone.out)
    expect(value.trials[trial].digest).toBe(report.digest)
    const { stats } = value.trials[trial]
    expect(Object.keys(stats).length).toBeGreaterThan(10)
    for (const [id, found] of Object.entries(stats)) expect([id, found]).toEqual([id, report.stats[id]])
    const sharpes = value.trials.map((each: { stats: { sharpe: number } }) => each.stats.sharpe)
    expect(stats.sharpe).toBe(Math.max(...sharpes))
  })

  test('draws the same trials for the same seed, on any number of threads', async () => {
    const asked = [
      '--data',
      AAA,
      '--grid',
      'fast=2..40:1',
      '--random',
      '5',
      '--seed',
      '9',
      '--param',
      'kind=ema',
    ]
    const [one, two] = [await optimise(...asked), await optimise(...asked, '--threads', '1')]
    expect(one.trials).toEqual(two.trials)
    expect(one.tried).toBe(5)
    expect(one.heatMap).toBeNull()
    expect(new Set(one.trials.map((each: { digest: string }) => each.digest)).size).toBe(5)
  })

  test('walks forward over several symbols with one account', async () => {
    const value = await optimise(
      ...['--data', AAA, '--data', BBB, '--grid', 'fast=4..12:4', '--grid', 'kind=sma,ema'],
      ...[
        '--walk-forward',
        'rolling:150/100',
        '--metric',
        'total-return',
        '--by',
        'peak',
        '--min-trades',
        '0',
      ],
    )
    const { windows, equity, stats } = value.walkForward
    expect(windows).toHaveLength(3)
    expect(equity.time).toHaveLength(250)
    expect(stats.stats['total-return']).toBeCloseTo(equity.value.at(-1) / 10_000 - 1, 12)
    expect(value.best).toBeNull()
    const text = await sluice(
      ...['optimise', CROSS, '--data', AAA, '--grid', 'fast=4..12:4', '--walk-forward', 'anchored:150/100'],
      ...['--min-trades', '1', '--metric', 'net-profit'],
    )
    expect(text.code).toBe(0)
    expect(text.out).toContain('All judged parts: net-profit')
    expect(text.out).toMatch(/fast=\d+/)
  })

  test('prints the best rows, what luck alone gives, and trials without numbers', async () => {
    const broken = file(
      'broken.ts',
      `export default strategy({ name: 'Broken', timeframe: '1d', params: { n: int(5, 1, 60) } },
      ({ close, ta, params }) => ({ filter: close > ta.sma(close, params.n > 20 ? 0 : params.n) }))`,
    )
    const { code, out } = await sluice(
      ...['optimise', broken, '--data', AAA, '--grid', 'n=5..25:5', '--min-trades', '1', '--limit', '2'],
    )
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines[0]).toMatch(/^n +sharpe around +sharpe +total-return +max-drawdown +trades +win-rate$/)
    expect(lines[3]).toBe('')
    expect(out).toContain('Best of the calm places: n=')
    expect(out).toMatch(/would show a Sharpe of \d/)
    expect(out).toContain('5 trials over AAA, 1d.')
    expect(out).toContain('1 of them have no numbers. The first: ')
  })

  test('what makes no sense ends with 2 and says what does', async () => {
    const { code, out, err } = await sluice('optimise', CROSS, '--data', AAA, '--grid', 'fast=1..9:2')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('fast: 1 is not a whole number from 2 up to 60.')
  })
})
