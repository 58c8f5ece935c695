import { expect, test } from 'vitest'
import { STARTERS } from '@/app/_strategies/starter'
import { familyOf, inFamilies } from '@/app/_strategies/templateFamilies'
import { templates } from '@/sandbox/templates'

const all = [...STARTERS, ...templates]

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
