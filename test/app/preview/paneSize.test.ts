import { expect, test } from 'vitest'
import { bounded, LEAST_SHARE, MOST_SHARE, movedBy } from '@/app/_editor/preview/paneSize'

test('keys move the edge of the pane, and never out of its bounds', () => {
  expect(movedBy('ArrowUp', 0.4)).toBeCloseTo(0.42)
  expect(movedBy('PageDown', 0.25)).toBe(LEAST_SHARE)
  expect(movedBy('End', 0.3)).toBe(MOST_SHARE)
  expect(movedBy('a', 0.3)).toBe(null)
  expect(bounded(Number.POSITIVE_INFINITY)).toBe(MOST_SHARE)
})
