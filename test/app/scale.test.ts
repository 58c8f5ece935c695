import { expect, test } from 'vitest'
import { paint, scaleOf } from '@/app/_optimise/scale'

test('the best is the brightest, whichever way is better', () => {
  expect(scaleOf([1, null, 3], 'higher')?.share(3)).toBe(1)
  expect(scaleOf([1, null, 3], 'lower')?.share(3)).toBeCloseTo(0)
  expect(scaleOf([2, 2], 'higher')?.share(2)).toBe(0.5)
  expect(scaleOf([null], 'higher')).toBeNull()
})

const luminance = (colour: string): number => {
  const parts = (
    colour.startsWith('#') ? (colour.match(/[\da-f]{2}/g) ?? []) : (colour.match(/\d+/g) ?? [])
  ).map(part => Number.parseInt(part, colour.startsWith('#') ? 16 : 10) / 255)
  const [r = 0, g = 0, b = 0] = parts.map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test('steps are told apart without any colour, and numbers are read on each of them', () => {
  let before = -1
  for (let share = 0; share <= 1.001; share += 0.05) {
    const { background, color } = paint(share)
    const [ground, ink] = [luminance(background), luminance(color)]
    expect(ground).toBeGreaterThan(before)
    before = ground
    const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05)
    expect(contrast).toBeGreaterThan(4.5)
  }
})
