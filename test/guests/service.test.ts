import { afterAll, describe, expect, it } from 'vitest'
import { openScript as openHere, runScript as runHere, type ScriptCode } from '@/sandbox/host/script/script'
import { compileDocument } from '@/server/guests/compile'
import { nodeFence } from '@/server/guests/nodeFence'
import { openScript, runScript } from '@/server/guests/script'
import { closeGuests } from '@/server/guests/service'

afterAll(closeGuests)

const fence = await nodeFence()
const code: ScriptCode = {
  source: `script({}, () => ({}), (bar, state, { position }) => {
    state.n = (state.n ?? 0) + 1
    if (bar.index === 5) log('five', Math.random())
    return { long: !position && bar.close > 105, score: state.n / bar.close }
  })`,
  fields: ['close'],
  outputs: [
    { name: 'long', kind: 'bool', from: 'output' },
    { name: 'score', kind: 'number', from: 'output' },
  ],
  params: {},
}
const columns = [Float64Array.from({ length: 300 }, (_, i) => 100 + 10 * Math.sin(i / 7))]
const run = { columns, segments: [{ symbol: 'A', from: 0, to: 300, state: null }], seed: 5 }

describe('scripts in the guests’ process', () => {
  it('give what they give in this process, to the bit', async () => {
    expect(await runScript(code, run)).toEqual(runHere(fence, code, run))
  })

  it('fail as they fail in this process', async () => {
    const broken = { ...code, source: 'script({}, () => 0, bar => {\n  if (bar.index > 9) bar.close.x.y\n})' }
    const failed = await runScript(broken, run)
    expect(failed).toEqual(runHere(fence, broken, run))
    expect(failed).toMatchObject({ ok: false, error: { kind: 'thrown', line: 2 } })
  })

  it('step with their position, beside other guests', async () => {
    const start = { columns, symbol: 'A', state: '{"n":3}' }
    const [there, here] = [await openScript(code, start), openHere(fence, code, start)]
    if (!there.ok || !here.ok) throw new Error('a script does not open')
    for (const step of [
      { from: 0, to: 300, position: null, stopOn: ['long'] },
      { from: 40, to: 90, position: { size: 2, entryPrice: 104.5 }, stopOn: ['long'] },
    ]) {
      expect(await there.value.step(step)).toEqual(here.value.step(step))
      expect((await runScript(code, run)).ok).toBe(true)
    }
    expect(await there.value.outputs(0, 90)).toEqual(here.value.outputs(0, 90))
    expect(await there.value.state()).toEqual(here.value.state())
    there.value.close()
    expect(await there.value.state()).toMatchObject({ ok: false, error: { kind: 'crashed' } })
    here.value.close()
  })

  it('run side by side in the order they came', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => runScript(code, run)))
    for (const one of all) expect(one).toEqual(all[0])
  })
})

describe('documents in the guests’ process', () => {
  it('compile', async () => {
    const document =
      'export default strategy({ name: "x" }, ({ close, ta }) => ({ filter: close > ta.sma(close, 5) }))'
    expect(await compileDocument({ kind: 'formula', document })).toMatchObject({
      ok: true,
      program: { name: 'x' },
    })
  })

  it('that never end come back as a problem', async () => {
    const document = 'export default strategy({ name: "x" }, ({ close }) => { for (;;); })'
    expect(await compileDocument({ kind: 'formula', document })).toMatchObject({
      ok: false,
      problems: [{ code: 'out-of-fuel' }],
    })
  })
})
