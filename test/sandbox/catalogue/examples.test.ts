import { expect, test } from 'vitest'
import { entries } from '@/sandbox/catalogue'
import { exampleOf } from '@/sandbox/catalogue/docs/example'
import { outputsOf } from '@/sandbox/catalogue/docs/outputs'
import { compileDocument } from '@/sandbox/compile/compile'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()

test.each(entries.map(entry => [entry.id, entry] as const))(
  'the example of %s compiles to its entry',
  (_, entry) => {
    const compiled = compileDocument(fence, { kind: 'formula', document: exampleOf(entry) })
    expect(compiled.ok ? [] : compiled.problems).toEqual([])
    if (!compiled.ok) return
    const { outputs, columns } = compiled.program
    expect(Object.keys(outputs).length + columns.length).toBeGreaterThan(0)
    expect(columns).toHaveLength(outputsOf(entry).filter(output => output.kind === 'number').length)
  },
)
