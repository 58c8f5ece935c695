import { afterAll, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { BacktestScripts } from '@/server/backtests/scripts'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import type { DueWork } from '@/server/engine/backtest/scripted'
import { settingsOf } from '@/server/engine/backtest/settings'
import { nodeFence } from '@/server/guests/nodeFence'
import { closeGuests } from '@/server/guests/service'
import { scriptSessions } from '@/test/engine/backtest/sessions'

afterAll(closeGuests)

const fence = await nodeFence()
const bars = sampleBars({ bars: 300, seed: 9, stepMs: 86_400_000 })
const settings = settingsOf({ lot: 1, warmUp: 'first' })

async function trades(onBar: string, answer: (due: DueWork) => Promise<readonly Float64Array[]>) {
  const document = `export default script({ name: 'Trader' }, ({ close, barIndex, ta }) =>
    ({ close, barIndex, mean: ta.sma(close, 10) }), ${onBar})`
  const compiled = compileDocument(fence, { kind: 'script', document })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
  const rule = openRule(compiled.program, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('The script can be traded.')
  const work = backtest({
    rule,
    settings,
    symbols: [{ symbol: 'A', bars: { own: bars, others: () => null } }],
  })
  let step = work.next()
  while (!step.done) step = work.next(await answer(step.value))
  return step.value.outcome.trades
}

test.each([
  [
    'looks at its position',
    `(bar, state, { position }) => position
    ? { exitLong: bar.barIndex - position.entryBar >= 4 } : { long: bar.close > bar.mean }`,
  ],
  ['does not', '(bar, state) => ({ long: bar.close > bar.mean, exitLong: bar.close < bar.mean })'],
])('a script that %s trades in the guests’ process as in this one', async (_, onBar) => {
  const [there, here] = [new BacktestScripts(), scriptSessions(fence)]
  try {
    const expected = await trades(onBar, async due => here.answer(due))
    expect(expected.length).toBeGreaterThan(10)
    expect(await trades(onBar, due => there.answer('A', due))).toEqual(expected)
  } finally {
    there.close()
    here.close()
  }
})

test('a script that fails on a later bar is refused with its place', async () => {
  const scripts = new BacktestScripts()
  const broken = `(bar, state, { position }) => {
    if (position) bar.close.x.y
    return { long: bar.close > bar.mean } }`
  await expect(trades(broken, due => scripts.answer('A', due))).rejects.toThrow(/^The script failed \(line 3/)
  scripts.close()
})
