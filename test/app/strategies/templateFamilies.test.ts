import { expect, test } from 'vitest'
import { STARTERS } from '@/app/_strategies/starter'
import { familyOf, findTemplates, inFamilies } from '@/app/_strategies/templateFamilies'
import { templates } from '@/sandbox/templates'

const all = [...STARTERS, ...templates]
const idsOf = (query: string, kind: Parameters<typeof findTemplates>[2] = 'all') =>
  findTemplates(all, query, kind).map(({ id }) => id)

test.each(all.map(template => [template.id, template] as const))('%s belongs to a family', (_, template) => {
  expect(familyOf(template)).not.toBe('Others')
})

test('families hold every template once, starters first', () => {
  const families = inFamilies(all)
  expect(families[0]?.title).toBe('Start here')
  expect(
    families
      .flatMap(family => family.templates)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(all.map(({ id }) => id).sort())
})

test('a search finds words of the title, tags, and indicators that code or drawing use', () => {
  expect(idsOf('golden cross')).toEqual(['goldenCross'])
  expect(idsOf('vwap')).toContain('vwapReclaim')
  expect(idsOf('adx')).toEqual(expect.arrayContaining(['adxTrendRide', 'goldenCross']))
  expect(idsOf('mean reversion', 'script')).toEqual(expect.arrayContaining(['gridSteps', 'streakFade']))
  expect(idsOf('no such thing')).toEqual([])
})

test('a kind leaves its own only', () => {
  expect(new Set(findTemplates(all, '', 'graph').map(({ kind }) => kind))).toEqual(new Set(['graph']))
})
