import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import type { ParamValues } from '@/sandbox/catalogue/define'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { planRun } from '@/sandbox/run/plan'
import { type Position, Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { barsOf } from './runEntry'

const N = Number.NaN
/** Closes with highs two above and lows two below. */
const bars = barsOf([10, 12, 14, 11, 9, 13].map(c => [c, c + 2, c - 2, c]))

const flat: Position = { side: 0, entryPrice: N, barsSinceEntry: N }
const held = (side: 1 | -1, entryPrice: number, barsSinceEntry: number): Position => ({
  side,
  entryPrice,
  barsSinceEntry,
})
/** Flat, long from 12 for three bars, then short from 9. */
const account = [flat, held(1, 12, 0), held(1, 12, 1), held(1, 12, 2), held(-1, 9, 0), held(-1, 9, 1)]

const follow = (id: string, params: ParamValues = {}, positions: readonly Position[] | null = account) => {
  const b = new ProgramBuilder(catalogue)
  for (const [name, series] of Object.entries(b.apply(id, [], params))) b.column(name, series)
  const plan = planRun([b.finish({ name: id, timeframe: null })], { timeframe: '1h', catalogue })
  const run = new Run(plan, { tape: tapeOf(bars), collect: true })
  for (let bar = 0; bar < 6; bar++) {
    if (positions) run.position = positions[bar]!
    run.advance(bar + 1)
  }
  return Object.fromEntries(
    plan.merged.sinks[0]!.map(({ name, node }) => [name.replace('columns.', ''), [...run.collected(node)]]),
  )
}

describe('what a rule knows of its position', () => {
  test('whether it holds one, and of which side', () => {
    expect(follow('inposition').value).toEqual([0, 1, 1, 1, 1, 1])
    expect(follow('inposition', { side: 'long' }).value).toEqual([0, 1, 1, 1, 0, 0])
    expect(follow('inposition', { side: 'short' }).value).toEqual([0, 0, 0, 0, 1, 1])
  })

  test('its entry, its age and its time stop', () => {
    expect(follow('entryprice').value).toEqual([N, 12, 12, 12, 9, 9])
    expect(follow('barssinceentry').value).toEqual([N, 0, 1, 2, 0, 1])
    expect(follow('timestop', { bars: 2 }).value).toEqual([N, 0, 0, 1, 0, 0])
  })

  test('its profit, by the sign of its side', () => {
    const { price, percent } = follow('openprofit')
    expect(price).toEqual([N, 0, 2, -1, 0, -4])
    expect(percent![2]).toBeCloseTo(100 / 6, 12)
    expect(percent![5]).toBeCloseTo(-400 / 9, 12)
  })

  test('how far it went for and against it, from the entry bar on', () => {
    const { best, worst } = follow('excursion')
    const percent = (price: number, entry: number) => (100 * price) / entry
    expect(best!.map(x => Math.round(x * 1e9) / 1e9)).toEqual(
      [N, percent(2, 12), percent(4, 12), percent(4, 12), percent(2, 9), percent(2, 9)].map(
        x => Math.round(x * 1e9) / 1e9,
      ),
    )
    expect(worst![3]).toBeCloseTo(percent(-3, 12), 12)
    expect(worst![5]).toBeCloseTo(percent(-6, 9), 12)
  })

  test('nothing at all in a run without an account', () => {
    for (const id of ['inposition', 'entryprice', 'barssinceentry', 'timestop', 'openprofit', 'excursion'])
      for (const column of Object.values(follow(id, {}, null))) expect(column).toEqual([N, N, N, N, N, N])
  })
})
