// The gallery as a list to be browsed: what belongs together.
import type { Template } from '@/sandbox/templates/template'

export interface Family {
  readonly title: string
  readonly templates: readonly Template[]
}

/** In the order they are shown; the first of a template's tags that is listed says where it belongs. */
const FAMILIES: readonly { readonly title: string; readonly tags: readonly string[] }[] = [
  { title: 'Start here', tags: ['start here'] },
  { title: 'Trend', tags: ['trend', 'multi-timeframe'] },
  { title: 'Pullback', tags: ['pullback'] },
  { title: 'Momentum', tags: ['momentum'] },
  { title: 'Reversal and reversion', tags: ['mean reversion', 'reversal', 'divergence'] },
  { title: 'Breakout and volatility', tags: ['breakout', 'volatility', 'pattern'] },
  { title: 'Levels and structure', tags: ['volume profile', 'structure', 'levels'] },
  { title: 'Intraday', tags: ['intraday'] },
  { title: 'Screens and filters', tags: ['screen', 'market filter'] },
]

const OTHERS = 'Others'

export const familyOf = ({ tags }: Template): string => {
  for (const tag of tags) {
    const family = FAMILIES.find(each => each.tags.includes(tag))
    if (family) return family.title
  }
  return OTHERS
}

/** Families that have a template, in their order; templates keep theirs. */
export const inFamilies = (templates: readonly Template[]): readonly Family[] =>
  [...FAMILIES.map(({ title }) => title), OTHERS].flatMap(title => {
    const members = templates.filter(each => familyOf(each) === title)
    return members.length > 0 ? [{ title, templates: members }] : []
  })
