import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenFrame, type Frame, FrameReader, writeFrame } from '@/server/guests/frames'

const LIMITS = { wordBytes: 10_000, columnBytes: 80_000 }
const bytesOf = (frame: Frame) => Buffer.concat(writeFrame(frame))
const column = fc.array(fc.double(), { maxLength: 20 }).map(values => Float64Array.from(values))
const frames = fc.array(fc.record({ words: fc.jsonValue(), columns: fc.array(column, { maxLength: 4 }) }), {
  maxLength: 5,
})

describe('frames', () => {
  it('arrive whole however the pipe cuts them (seed 7)', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(bytesOf))
        const reader = new FrameReader(LIMITS)
        const got: Frame[] = []
        for (let at = 0, n = 0; at < bytes.length; n++) {
          const end = at + cuts[n % cuts.length]!
          got.push(...reader.read(bytes.subarray(at, end)))
          at = end
        }
        const plain = sent.map(({ words, columns }) => ({
          words: JSON.parse(JSON.stringify(words)),
          columns,
        }))
        expect(got).toEqual(plain)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('that are nonsense are refused or waited for, never more (seed 8)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), noise => {
        const reader = new FrameReader(LIMITS)
        try {
          for (const { words } of reader.read(noise)) expect(words).not.toBeUndefined()
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenFrame)
        }
      }),
      { seed: 8, numRuns: 2_000 },
    )
  })

  it('larger than allowed are refused by their head alone', () => {
    const words = bytesOf({ words: 'x'.repeat(20_000), columns: [] }).subarray(0, 8)
    expect(() => [...new FrameReader(LIMITS).read(words)]).toThrow(BrokenFrame)
    const doubles = bytesOf({ words: 1, columns: [new Float64Array(20_000)] }).subarray(0, 12)
    expect(() => [...new FrameReader(LIMITS).read(doubles)]).toThrow(BrokenFrame)
  })
})
