// What a search finds in the gallery: the best first, each with the reason it is there.
import type { Template } from '@/sandbox/templates/template'

export type KindChoice = 'all' | Template['kind']

export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

export interface Found {
  readonly template: Template
  /** Its title, cut where a typed word was found. */
  readonly title: readonly Piece[]
  /** Where the words were found that are not in the title; empty where there are none. */
  readonly why: readonly Piece[]
}

/** A whole word, the beginning of one, or letters within one. */
type Fit = 'whole' | 'start' | 'within'

/** Where a word may be found. A letter in a title is worth more than a word of the summary. */
const WORTH = {
  title: { whole: 12, start: 10, within: 8 },
  tag: { whole: 7, start: 4, within: 2 },
  indicator: { whole: 6, start: 4, within: 2 },
  summary: { whole: 5, start: 3, within: 1 },
} as const satisfies Record<string, Record<Fit, number>>

interface Match {
  readonly place: keyof typeof WORTH
  readonly worth: number
  /** The text of the place, and where in it the word stands. */
  readonly text: string
  readonly at: number
}

/** Templates of a kind in which every typed word occurs: in their words, or as an indicator they use. */
export function findTemplates(
  templates: readonly Template[],
  query: string,
  kind: KindChoice,
): readonly Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return templates
    .filter(each => kind === 'all' || each.kind === kind)
    .flatMap(template => {
      const matches = words.map(word => bestMatch(template, word))
      if (!matches.every(match => match !== null)) return []
      const worth = matches.reduce((sum, match) => sum + match.worth, 0)
      return [{ worth, found: explained(template, words, matches) }]
    })
    .sort((one, other) => other.worth - one.worth)
    .map(({ found }) => found)
}

function bestMatch(template: Template, word: string): Match | null {
  let best: Match | null = null
  const look = (place: Match['place'], text: string) => {
    const seen = fitOf(text.toLowerCase(), word)
    const worth = seen ? WORTH[place][seen.fit] : 0
    if (seen && worth > (best?.worth ?? 0)) best = { place, worth, text, at: seen.at }
  }
  look('title', template.title)
  for (const tag of new Set([template.kind, ...template.tags])) look('tag', tag)
  for (const indicator of indicatorsOf(template)) look('indicator', indicator)
  look('summary', template.summary)
  return best
}

const LETTER = /[\p{L}\p{N}]/u

/** The best of the places at which a text has the word. */
function fitOf(text: string, word: string): { readonly fit: Fit; readonly at: number } | null {
  let first: { fit: Fit; at: number } | null = null
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const begins = !LETTER.test(text[at - 1] ?? '')
    if (begins && !LETTER.test(text[at + word.length] ?? '')) return { fit: 'whole', at }
    if (!first || (begins && first.fit === 'within')) first = { fit: begins ? 'start' : 'within', at }
  }
  return first
}

function explained(template: Template, words: readonly string[], matches: readonly Match[]): Found {
  const inTitle = words.filter((_, nth) => matches[nth]?.place === 'title')
  const why = new Map(
    matches.flatMap((match, nth) => {
      const told = toldOf(match, words[nth] ?? '')
      return told ? [[told.map(({ text }) => text).join(''), told] as const] : []
    }),
  )
  return {
    template,
    title: cut(template.title, inTitle),
    why: [...why.values()].flatMap((told, nth) => (nth === 0 ? told : [plain(' · '), ...told])),
  }
}

const plain = (text: string): Piece => ({ text, isFound: false })

function toldOf({ place, text, at }: Match, word: string): readonly Piece[] | null {
  switch (place) {
    case 'title':
      return null
    case 'tag':
      return cut(text, [word])
    case 'indicator':
      return [plain('uses '), ...cut(text, [word])]
    case 'summary':
      return cut(around(text, at, word.length), [word])
  }
}

/** Letters of a summary on either side of what was found in it. */
const AROUND = 22

/** The words about a place in a text; those at its edges are whole. */
function around(text: string, at: number, length: number): string {
  const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND) + 1
  const end = text.indexOf(' ', at + length + AROUND)
  const to = end < 0 ? text.length : end
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`
}

/** A text in pieces, those that are one of the words apart. */
function cut(text: string, words: readonly string[]): readonly Piece[] {
  const lower = text.toLowerCase()
  const isFound = new Uint8Array(text.length)
  for (const word of words) {
    const seen = fitOf(lower, word)
    if (seen) isFound.fill(1, seen.at, seen.at + word.length)
  }
  const pieces: Piece[] = []
  for (let from = 0; from < text.length; ) {
    const next = isFound.indexOf(isFound[from] ? 0 : 1, from)
    const to = next < 0 ? text.length : next
    pieces.push({ text: text.slice(from, to), isFound: isFound[from] === 1 })
    from = to
  }
  return pieces
}

const USED = { code: /\bta\.(\w+)/g, graph: /"entry":\s*"(\w+)"/g }

/** Names of the catalogue's entries that its document reads. */
function indicatorsOf({ kind, source }: Template): readonly string[] {
  const found = source.matchAll(kind === 'graph' ? USED.graph : USED.code)
  return [...new Set(Array.from(found, match => match[1] ?? ''))]
}
