import { describe, expect, test } from 'vitest'
import { FILTER_HELPERS } from '@/sandbox/compile/filterHelpers'
import { helpers } from '@/sandbox/compile/guest/filter/helpers'

describe('the list of filter helpers', () => {
  test('names exactly the functions a filter is handed, in their order', () => {
    expect(FILTER_HELPERS.map(({ name }) => name)).toEqual(Object.keys(helpers))
  })

  test('gives every helper a signature of its own name and a sentence', () => {
    for (const { name, signature, summary } of FILTER_HELPERS) {
      expect(signature).toMatch(new RegExp(`^${name}\\(.*\\): .+$`))
      expect(summary).toMatch(/^[A-Z].*\.$/)
    }
  })
})
