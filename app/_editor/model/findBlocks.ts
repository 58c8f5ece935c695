// What the palette holds, and what a few letters find in it.
import { catalogue } from '@/sandbox/catalogue'
import type { CatalogueEntry } from '@/sandbox/catalogue/define'
import { familyTitles, paletteOf, STARTERS } from '@/sandbox/catalogue/docs/palette'
import { OUTPUTS } from '@/sandbox/ir/program'
import { type NewBlock, operatorBlock, placedBlock, roomRefusal } from './edits/blocks'
import { spliceOnWire } from './edits/wires'
import type { End, GraphState, Scene } from './graphState'
import { portsOfBlock } from './ports'
import { OUTPUT_TITLES } from './titles'
import { holds } from './uses'
import { wireCheck } from './wireCheck'

/** One thing that can be added. */
export interface Offer {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly group: string
  readonly synonyms: readonly string[]
  readonly block: NewBlock
}

/** Made by the compiler out of constants and code, not placed by hand. */
const HIDDEN = new Set(['constant', 'flag', 'script'])

/** What traders call the outputs. */
const OUTPUT_NAMES: Readonly<Record<(typeof OUTPUTS)[number], readonly string[]>> = {
  filter: ['alert', 'signal', 'screen', 'scan', 'condition'],
  score: ['rank', 'ranking', 'sort', 'order by'],
  long: ['buy', 'go long', 'enter long', 'long entry'],
  short: ['sell short', 'go short', 'enter short', 'short entry'],
  exitLong: ['sell', 'close long', 'close position'],
  exitShort: ['cover', 'buy to cover', 'close short', 'close position'],
  limitPrice: ['limit order', 'entry price'],
  stopPrice: ['stop loss', 'sl', 'protective stop'],
  targetPrice: ['take profit', 'tp', 'profit target'],
  trailDistance: ['trailing stop'],
  size: ['position size', 'quantity', 'allocation'],
}

const OUTPUT_WORDS: Readonly<Partial<Record<(typeof OUTPUTS)[number], string>>> = {
  filter: 'Keeps a symbol in a screen, fires an alert.',
  score: 'Ranks what a screen keeps, highest first.',
  long: 'Opens a long position.',
  short: 'Opens a short position.',
  exitLong: 'Closes a long position.',
  exitShort: 'Closes a short position.',
}

const outputOffers: readonly Offer[] = [
  ...OUTPUTS.map(
    (output): Offer => ({
      id: `output:${output}`,
      title: OUTPUT_TITLES[output],
      summary: OUTPUT_WORDS[output] ?? 'Read at the bar of a signal.',
      group: 'Outputs',
      synonyms: ['output', output, ...OUTPUT_NAMES[output]],
      block: { kind: 'output', output, values: {} },
    }),
  ),
  {
    id: 'column',
    title: 'Column',
    summary: 'Shows a series in tables, on charts and in payloads.',
    group: 'Outputs',
    synonyms: ['output', 'plot', 'show'],
    block: { kind: 'column', column: 'value', values: {} },
  },
]

const plainOffers: readonly Offer[] = [
  {
    id: 'constant',
    title: 'Constant',
    summary: 'One number that is the same on every bar.',
    group: 'Values and code',
    synonyms: ['number', 'value', 'literal'],
    block: { kind: 'constant', value: 0 },
  },
  {
    id: 'code',
    title: 'Formula block',
    summary: 'An expression over whole series, written in code.',
    group: 'Values and code',
    synonyms: ['code', 'expression', 'formula'],
    block: {
      kind: 'code',
      over: 'series',
      source: '({ x }) => ({ value: x })',
      inputs: [{ name: 'x', kind: 'number' }],
      outputs: [{ name: 'value', kind: 'number' }],
      values: {},
    },
  },
  {
    id: 'script',
    title: 'Script block',
    summary: 'Decides bar by bar, with a memory of its own, written in code.',
    group: 'Values and code',
    synonyms: ['code', 'script', 'bar by bar'],
    block: {
      kind: 'code',
      over: 'bars',
      source: '(bar, state) => ({ value: bar.x })',
      inputs: [{ name: 'x', kind: 'number' }],
      outputs: [{ name: 'value', kind: 'number' }],
      values: {},
    },
  },
]

const offerOf = (entry: CatalogueEntry): Offer => ({
  id: entry.id,
  title: entry.title,
  summary: entry.summary,
  group: familyTitles[entry.family],
  synonyms: entry.synonyms ?? [],
  block: operatorBlock(entry.id),
})

const entryOffers: readonly Offer[] = paletteOf(catalogue.entries).flatMap(({ entries }) =>
  entries.filter(({ id }) => !HIDDEN.has(id)).map(offerOf),
)

/** The ports of the sub-graph one is in: its inputs as often as one likes, each result once. */
function doorOffers(graph: GraphState, within: string): readonly Offer[] {
  const inner = graph.subgraphs.get(within)
  if (!inner) return []
  const placed = new Set(
    [...inner.blocks.values()].flatMap(each => (each.kind === 'result' ? [each.port] : [])),
  )
  const group = 'Inputs and results'
  return [
    ...inner.inputs.map(
      ({ name, title }): Offer => ({
        id: `input:${name}`,
        title: title || name,
        summary: `What the block is given at its input ${name}.`,
        group,
        synonyms: ['input', 'port'],
        block: { kind: 'input', port: name },
      }),
    ),
    ...inner.outputs
      .filter(({ name }) => !placed.has(name))
      .map(
        ({ name, title }): Offer => ({
          id: `result:${name}`,
          title: title || name,
          summary: `What the block gives at its result ${name}.`,
          group,
          synonyms: ['result', 'output', 'port'],
          block: { kind: 'result', port: name, values: {} },
        }),
      ),
  ]
}

/** Everything that may be added to a sheet, group by group. */
export function offersFor({ graph, within }: Scene): readonly Offer[] {
  const uses = [...graph.subgraphs].flatMap(([id, { name, version }]): Offer[] =>
    within !== null && holds(graph, id, within)
      ? []
      : [
          {
            id: `subgraph:${id}`,
            title: version > 1 ? `${name}, version ${version}` : name,
            summary: `A sub-graph of this strategy, version ${version}.`,
            group: 'Sub-graphs',
            synonyms: [],
            block: { kind: 'subgraph', use: id, version, params: {}, values: {} },
          },
        ],
  )
  return [
    ...entryOffers,
    ...(within === null ? outputOffers : doorOffers(graph, within)),
    ...plainOffers,
    ...uses,
  ]
}

/** What the letters find, best first: names before synonyms before summaries; what was used lately wins among equals. */
export function findOffers(
  offers: readonly Offer[],
  text: string,
  recent: readonly string[],
): readonly Offer[] {
  const wanted = text.trim().toLowerCase()
  const first = [...recent, ...STARTERS]
  const lately = (id: string) => {
    const at = first.indexOf(id)
    return at < 0 ? first.length : at
  }
  if (wanted === '') return offers.toSorted((a, b) => lately(a.id) - lately(b.id))
  const ranked = (rank: (offer: Offer) => number | null) =>
    offers
      .flatMap(offer => {
        const at = rank(offer)
        return at === null ? [] : [{ offer, rank: at }]
      })
      .sort(
        (a, b) =>
          a.rank - b.rank || lately(a.offer.id) - lately(b.offer.id) || a.offer.id.length - b.offer.id.length,
      )
      .map(({ offer }) => offer)
  const found = ranked(offer => rankOf(offer, wanted))
  const words = wordsOf(wanted)
  // a single word was looked for above, and signs make an expression
  if (words.length === 0 || words[0] === wanted || /[<>=/*[(]/.test(wanted)) return found
  const known = new Set(found)
  const wider = ranked(offer => (known.has(offer) ? null : rankOfWords(offer, words)))
  if (found.length + wider.length > 0) return [...found, ...wider]
  return ranked(offer => rankOfSome(offer, words))
}

/** Words that say nothing about what is looked for. */
const FILLERS = new Set([
  'a',
  'an',
  'the',
  'of',
  'to',
  'at',
  'in',
  'on',
  'is',
  'and',
  'with',
  'by',
  'for',
  'than',
])

const wordsOf = (text: string): string[] =>
  text
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}%]+/u)
    .filter(word => /\p{L}/u.test(word) && !FILLERS.has(word))

/** Whether a word begins with what is wanted, which may stand in the plural. */
const begins = (word: string, wanted: string): boolean =>
  word.startsWith(wanted) ||
  (wanted.length > 3 && wanted.endsWith('s') && word.startsWith(wanted.slice(0, -1)))

function rankOf({ id, title, synonyms, summary }: Offer, wanted: string): number | null {
  const own = title.toLowerCase()
  const names = [own, ...synonyms.map(name => name.toLowerCase())]
  if (id === wanted) return 0
  if (own === wanted) return 1
  if (names.includes(wanted)) return 2
  if (id.startsWith(wanted)) return 3
  if (names.some(name => name.startsWith(wanted))) return 4
  if (names.some(name => name.split(' ').some(word => word.startsWith(wanted)))) return 5
  if (id.includes(wanted) || names.some(name => name.includes(wanted))) return 6
  if (names.some(name => hasInOrder(name, wanted))) return 7
  return summary.toLowerCase().includes(wanted) ? 8 : null
}

/** Whether all letters come in order, the first at the start of a word. */
function hasInOrder(text: string, letters: string): boolean {
  const plain = letters.replaceAll(' ', '')
  if (plain.length < 3) return false
  return text.split(' ').some((_, from, words) => {
    let at = 0
    for (const letter of words.slice(from).join('')) {
      if (letter === plain[at]) at++
      else if (at === 0) return false
    }
    return at === plain.length
  })
}

const IN_SYNONYM = 1
const IN_SUMMARY = 3

/** Whether every word is told of, in whatever order; words of the title weigh before synonyms, these before the summary. */
function rankOfWords({ id, title, synonyms, summary }: Offer, words: readonly string[]): number | null {
  const own = titleWords({ id, title })
  const other = wordsOf(synonyms.join(' ').toLowerCase())
  const told = wordsOf(summary.toLowerCase())
  let rank = 0
  for (const wanted of words) {
    if (own.some(word => begins(word, wanted))) continue
    if (other.some(word => begins(word, wanted))) rank += IN_SYNONYM
    else if (told.some(word => begins(word, wanted))) rank += IN_SUMMARY
    else return null
  }
  return rank
}

/** Where nothing has all of the words: what is titled with most of them. */
function rankOfSome(offer: Offer, words: readonly string[]): number | null {
  const own = titleWords(offer)
  const held = words.filter(word => own.includes(word))
  return held.length > 0 ? words.length - held.length : null
}

const titleWords = ({ id, title }: Pick<Offer, 'id' | 'title'>): string[] => [
  id.toLowerCase(),
  ...wordsOf(title.toLowerCase()),
]

/** What often comes behind a block, most often first. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  number: ['gt', 'lt', 'crossover', 'crossunder', 'sma', 'ema', 'rsi', 'output:score', 'column'],
  bool: ['and', 'or', 'not', 'output:filter', 'output:long', 'within', 'sequence', 'becomes'],
  any: [],
}
const LEADS: Readonly<Record<string, readonly string[]>> = {
  number: ['close', 'volume', 'constant', 'ema', 'sma', 'rsi'],
  bool: ['gt', 'lt', 'and', 'crossover', 'crossunder', 'not'],
  any: ['close'],
}

/** The offers that can be wired to the free end of a wire, or put on the wire into `end`; the likeliest first. */
export function compatibleOffers(scene: Scene, kind: 'from' | 'to' | 'on', end: End): readonly Offer[] {
  const offers = offersFor(scene).filter(({ block }) => {
    if (roomRefusal(scene, [block])) return false
    const placed = placedBlock(block, { x: 0, y: 0 }, () => '\u0000new')
    const added = { ...scene, blocks: new Map(scene.blocks).set(placed.id, placed) }
    if (kind === 'on') return spliceOnWire(added, placed.id, end).ok
    const { inputs, outputs } = portsOfBlock(placed, scene.graph)
    return (kind === 'from' ? inputs : outputs).some(({ name }) => {
      const free = { block: placed.id, port: name }
      return (kind === 'from' ? wireCheck(added, end, free) : wireCheck(added, free, end)).ok
    })
  })
  const block = scene.blocks.get(end.block)
  const ports = block && portsOfBlock(block, scene.graph)
  const port = ports && [...ports.outputs, ...ports.inputs].find(({ name }) => name === end.port)
  const likely = (kind === 'to' ? LEADS : FOLLOWS)[port?.kind ?? 'any'] ?? []
  const rank = (id: string) => (likely.indexOf(id) < 0 ? likely.length : likely.indexOf(id))
  return offers.toSorted((a, b) => rank(a.id) - rank(b.id))
}
