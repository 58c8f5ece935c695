import { expect, test } from 'vitest'
import { STARTERS } from '@/app/_strategies/starter'
import { findTemplates, type KindChoice, type Piece } from '@/app/_strategies/templateSearch'
import { templates } from '@/sandbox/templates'
import type { Template } from '@/sandbox/templates/template'

const all = [...STARTERS, ...templates]
const idsOf = (query: string, kind: KindChoice = 'all') =>
  findTemplates(all, query, kind).map(({ template }) => template.id)

const made = (id: string, title: string, rest: Partial<Template> = {}): Template => ({
  id,
  title,
  summary: '',
  tags: [],
  kind: 'formula',
  source: '',
  ...rest,
})
/** As it is shown: what was found in brackets. */
const shown = (pieces: readonly Piece[]) =>
  pieces.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('')

test('a search finds words of the title, tags, and indicators that code or drawing use', () => {
  expect(idsOf('golden cross')).toEqual(['goldenCross'])
  expect(idsOf('vwap')).toContain('vwapReclaim')
  expect(idsOf('adx')).toEqual(expect.arrayContaining(['adxTrendRide', 'goldenCross']))
  expect(idsOf('mean reversion', 'script')).toEqual(expect.arrayContaining(['gridSteps', 'streakFade']))
  expect(idsOf('no such thing')).toEqual([])
})

test('a kind leaves its own only', () => {
  expect(new Set(findTemplates(all, '', 'graph').map(({ template }) => template.kind))).toEqual(
    new Set(['graph']),
  )
})

test('titles come before tags, indicators and text, and whole words before their parts', () => {
  const list = [
    made('textPart', 'Ride', { summary: 'Buys uptrends.' }),
    made('textWhole', 'Ride', { summary: 'Buys a trend.' }),
    made('indicator', 'Ride', { source: 'ta.trend(close)' }),
    made('tag', 'Ride', { tags: ['trend'] }),
    made('titlePart', 'An uptrend'),
    made('titleStart', 'Trendy'),
    made('titleWhole', 'With the trend'),
  ]
  expect(findTemplates(list, 'trend', 'all').map(({ template }) => template.id)).toEqual(
    list.map(({ id }) => id).reverse(),
  )
})

test('equals keep the order of the gallery, and nothing searched for leaves it as it is', () => {
  const list = ['b', 'a', 'c'].map(id => made(id, 'Cross'))
  expect(findTemplates(list, 'cross', 'all').map(({ template }) => template.id)).toEqual(['b', 'a', 'c'])
  expect(idsOf(' ')).toEqual(all.map(({ id }) => id))
})

test('what was found is cut out of the title, and elsewhere it is said where', () => {
  const template = made('one', 'Golden cross', {
    summary: 'The fast average goes over the slow one while the trend of the day is strong and rising.',
    tags: ['momentum'],
    source: 'ta.adx(14)',
  })
  const told = (query: string) => {
    const [found] = findTemplates([template], query, 'all')
    return found && [shown(found.title), shown(found.why)]
  }
  expect(told('cross')).toEqual(['Golden [cross]', ''])
  expect(told('GOLD cross')).toEqual(['[Gold]en [cross]', ''])
  expect(told('adx')).toEqual(['Golden cross', 'uses [adx]'])
  expect(told('adx cross mom')).toEqual(['Golden [cross]', 'uses [adx] · [mom]entum'])
  expect(told('trend')).toEqual([
    'Golden cross',
    '… the slow one while the [trend] of the day is strong and …',
  ])
  expect(told('fast')).toEqual(['Golden cross', 'The [fast] average goes over the …'])
})
