import { expect, test } from 'vitest'
import type { Action } from '@/app/_actions/actions'
import { distance, grouped, rank } from '@/app/_actions/match'

const action = (id: string, title: string, section: string, words?: string): Action => ({
  id,
  title,
  section,
  ...(words && { words }),
  run: () => {},
})

const ACTIONS = [
  action('help', 'Keyboard shortcuts', 'Help'),
  action('tidy', 'Tidy up', 'Canvas', 'layout arrange elk'),
  action('fit', 'Show everything', 'Canvas', 'zoom fit'),
  action('publish', 'Publish a version', 'Strategy', 'save'),
  action('go', 'Go to Screens', 'Go to'),
]

test('sections stand in the order of the work, whoever offered first', () => {
  expect(grouped(ACTIONS, []).map(({ title }) => title)).toEqual(['Strategy', 'Canvas', 'Go to', 'Help'])
})

test('what was used lately comes first and is listed once', () => {
  const groups = grouped(ACTIONS, ['tidy', 'gone'])
  expect(groups[0]).toMatchObject({ title: 'Recent', actions: [{ id: 'tidy' }] })
  expect(groups.flatMap(({ actions }) => actions)).toHaveLength(ACTIONS.length)
})

test.each([
  ['layout', 'tidy'],
  ['save', 'publish'],
  ['zoom', 'fit'],
  ['scr', 'go'],
])('%s finds what is called otherwise', (typed, id) => {
  expect(rank(ACTIONS, typed, [])[0]?.id).toBe(id)
})

test('letters must come in order', () => {
  expect(distance('ytid', 'Tidy up')).toBeNull()
})
