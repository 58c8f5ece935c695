import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GuestValue } from '@/sandbox/host/engine'
import { COMPILE_LIMITS } from '@/sandbox/host/limits'
import { lastWords, placeIn, readNotes } from '@/sandbox/host/words'

const VALUE = 8 as GuestValue
const home = { control: Array(6).fill(VALUE), role: { name: 'x', prelude: '', limits: COMPILE_LIMITS } }
/** An engine that has been overwritten: whatever is asked, it says this. */
const saying = (text: string) => ({ call: () => ({ ok: true, value: VALUE }) as const, readText: () => text })
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.array(fc.jsonValue()).map(list => JSON.stringify(list)),
  fc.tuple(fc.jsonValue(), fc.array(fc.jsonValue())).map(list => JSON.stringify(list)),
)

describe('the words of a broken engine', () => {
  it('are read without belief (seed 11)', () => {
    fc.assert(
      fc.property(anything, text => {
        const words = lastWords(saying(text), home, VALUE)
        if (words) expect(words.message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
        const { logs, bar } = readNotes(saying(text), home)
        expect(bar === null || Number.isSafeInteger(bar)).toBe(true)
        for (const log of logs) {
          expect(typeof log.text).toBe('string')
          expect(log.bar === null || typeof log.bar === 'number').toBe(true)
        }
      }),
      { seed: 11, numRuns: 1_000 },
    )
  })

  it('keep a message to one line of 300 characters', () => {
    const words = lastWords(saying(JSON.stringify([`a\nb\u202e${'c'.repeat(400)}`, ''])), home, VALUE)
    expect(words?.message).toHaveLength(300)
    expect(words?.message.startsWith('a b c')).toBe(true)
  })

  it('give no more logs than are kept', () => {
    const flood = JSON.stringify([7, Array.from({ length: 5_000 }, (_, n) => (n % 2 ? 'x' : n))])
    const { logs, bar } = readNotes(saying(flood), home)
    expect(bar).toBe(7)
    expect(logs).toHaveLength(COMPILE_LIMITS.logLines + 1)
  })
})

describe('a place', () => {
  it.each([
    ['    at f (strategy.ts:3:14)\n    at <eval> (strategy.ts:9:1)', 3, 14],
    ['    at sma (trace.js:300:2)\n    at <anonymous> (strategy.ts:5:18)', 5, 18],
    ['    at strategy.ts:2', 2, null],
    ['    at x (strategy.ts:99999999999999999999:-1)', null, null],
    ['    at x (prelude.js:1:1)', null, null],
    ['', null, null],
  ])('is the innermost frame of the user’s own code: %j', (stack, line, column) => {
    expect(placeIn(stack)).toEqual({ line, column })
  })
})
