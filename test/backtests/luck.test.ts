import { describe, expect, it } from 'vitest'
import { withLuck } from '@/server/backtests/luck'
import { basisOf } from '@/server/engine/report/basis'
import { Facts } from '@/server/engine/report/facts'
import { statsFrom } from '@/server/engine/report/stats'
import { runOf } from '../engine/report/run'

/** A year of days that rise by `drift` and swing. */
const equity = (drift: number) => {
  let value = 10_000
  return Array.from({ length: 366 }, (_, day) => {
    value *= 1 + drift + (day % 2 === 0 ? 0.01 : -0.01) + (day % 7) * 1e-4
    return value
  })
}
const reportOf = (drift: number, trials = 1) => {
  const facts = new Facts(runOf({ equity: equity(drift), settings: { trials } }))
  return { ...statsFrom(facts), basis: basisOf(facts) }
}

describe('luck', () => {
  it('is told when a report is read as if it had been known when it was written', () => {
    for (const trials of [1, 2, 40, 1_000]) {
      const { stats, undefinedStats, basis, luck } = withLuck(reportOf(0.0009), trials)
      const written = reportOf(0.0009, trials)
      expect(stats).toEqual(written.stats)
      expect(undefinedStats).toEqual(written.undefinedStats)
      expect(basis).toEqual(written.basis)
      expect(luck.trials).toBe(trials)
    }
  })

  it('explains less and less of a result the more of it there is', () => {
    const said = (drift: number, trials: number) => withLuck(reportOf(drift), trials).luck.finding
    expect(said(0.0009, 1)).toMatchObject({
      verdict: 'holds',
      text: 'It is the only variant tried so far; that its Sharpe ratio is above 0 is 99 % likely.',
    })
    expect(said(0.0009, 30)).toMatchObject({
      verdict: 'doubtful',
      text: expect.stringMatching(/: that it is more than luck is [56]\d % likely\.$/),
    })
    expect(said(0.0009, 1_000)).toEqual({
      about: 'luck',
      verdict: 'fails',
      text: expect.stringMatching(
        /^The best of 1,000 worthless variants would show a Sharpe ratio of about 3\.2\d, this one has .+: luck alone explains it\.$/,
      ),
    })
    expect(said(0.005, 1_000).verdict).toBe('holds')
    expect(said(0.005, 1_000).text).toMatch(/that it is more than luck is more than 99 % likely\.$/)
  })

  it('has nothing to explain of a loss', () => {
    for (const trials of [1, 50])
      expect(withLuck(reportOf(-0.002), trials).luck.finding).toMatchObject({
        verdict: 'fails',
        text: expect.stringContaining('is not above 0'),
      })
  })

  it('is not judged without days', () => {
    const facts = new Facts(runOf({ equity: [10_000] }))
    const { luck, stats } = withLuck({ ...statsFrom(facts), basis: basisOf(facts) }, 12)
    expect(luck).toMatchObject({ trials: 12, sharpe: null, deflated: null, finding: { verdict: 'open' } })
    expect(stats['luck-sharpe']).toBeNull()
  })
})
