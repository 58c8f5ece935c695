import { afterAll, expect, test } from 'vitest'
import { replayDocument } from '@/sandbox/compile/compile'
import type { ParamValue } from '@/sandbox/ir/program'
import { compileDocument, recordMany } from '@/server/guests/compile'
import { closeGuests } from '@/server/guests/service'

afterAll(closeGuests)

const DOCUMENT = `export default strategy({ name: 'Means', params: { n: int(5, 1, 60), spin: bool(false) } }, ({ close, ta, params }) => {
  if (params.spin) for (;;) {}
  return { filter: close > ta.sma(close, params.n) }
})`

test('many sets in the guests’ process are what each is alone, and one that spins stops no other', async () => {
  const sets: Readonly<Record<string, ParamValue>>[] = [
    ...Array.from({ length: 80 }, (_, n) => ({ n: (n % 60) + 1 })),
    { spin: true },
    { n: 61 },
    { n: 7 },
  ]
  const many = (await recordMany({ kind: 'formula', document: DOCUMENT, sets })).map(replayDocument)
  expect(many).toHaveLength(sets.length)
  for (const at of [0, 59, 60, 80, 81, 82])
    expect(many[at]).toEqual(
      await compileDocument({ kind: 'formula', document: DOCUMENT, params: sets[at]! }),
    )
  expect(many.map(({ ok }) => ok)).toEqual(sets.map((_, at) => at < 80 || at === 82))
})

test('no set is no question', async () => {
  expect(await recordMany({ kind: 'formula', document: DOCUMENT, sets: [] })).toEqual([])
})
