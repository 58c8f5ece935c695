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
      synonyms: ['output', output],
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
  const lately = (id: string) => {
    const at = recent.indexOf(id)
    return at < 0 ? recent.length : at
  }
  if (wanted === '') {
    const first = [...recent, ...STARTERS]
    const rank = (id: string) => (first.indexOf(id) < 0 ? first.length : first.indexOf(id))
    return offers.toSorted((a, b) => rank(a.id) - rank(b.id))
  }
  return offers
    .flatMap(offer => {
      const rank = rankOf(offer, wanted)
      return rank === null ? [] : [{ offer, rank }]
    })
    .sort(
      (a, b) =>
        a.rank - b.rank || lately(a.offer.id) - lately(b.offer.id) || a.offer.id.length - b.offer.id.length,
    )
    .map(({ offer }) => offer)
}

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
