// A drawing after its code was edited: what the edit did not touch keeps its block, its id and its place.
import type { GraphDocument, Wire } from './document'
import { type Feed, flatten } from './flat'
import { GRID } from './layout'
import { constNames } from './names'
import { inOrder } from './order'
import { printGraph } from './print'

type Block = GraphDocument['blocks'][number]

export interface Redrawn {
  readonly graph: GraphDocument
  /** By block of the fresh drawing, the block that stands for it now. */
  readonly ids: ReadonlyMap<string, string>
  /** Sub-graphs and code over series whose parts were edited: they stand as single blocks now. */
  readonly apart: readonly string[]
}

/**
 * `old` is what stood on the canvas, `was` what its own printed code draws, `now` what the edited code draws. The two
 * drawings tell what the edit changed; everything else is taken from `old` as it was.
 */
export function redraw(old: GraphDocument, was: GraphDocument, now: GraphDocument): Redrawn {
  return new Redrawing(old, was, now).draw()
}

/** Room that blocks take, near enough to keep new ones off the old. */
const ROOM = { width: 220, height: 140 }

class Redrawing {
  readonly #old: GraphDocument
  readonly #now: GraphDocument
  readonly #was: Drawing
  readonly #is: Drawing
  /** Blocks of the fresh drawing by those of the former one. */
  readonly #match: ReadonlyMap<string, string>
  /** Flat block of the old graph by block of the former drawing. */
  readonly #flat: ReadonlyMap<string, string>
  readonly #ids = new Map<string, string>()

  constructor(old: GraphDocument, was: GraphDocument, now: GraphDocument) {
    this.#old = old
    this.#now = now
    this.#was = new Drawing(was)
    this.#is = new Drawing(now)
    this.#match = match(this.#was, this.#is)
    this.#flat = flatOf(old, this.#was)
  }

  draw(): Redrawn {
    const { blocks, wires } = this.#old
    /** Blocks of the former drawing that are in the fresh one as they were, with what feeds them. */
    const same = this.#same()
    const wholes = blocks.filter(block => this.#isWhole(block))
    const parts = new Map(wholes.map(({ id }) => [id, this.#partsOf(id)]))
    const drawn = new Set([...this.#flat.values()].map(id => id.split('/')[0]!))
    const kept = new Set(
      wholes.filter(({ id }) => (parts.get(id) ?? []).every(part => same.has(part))).map(({ id }) => id),
    )
    const outlets = this.#outlets(kept)
    this.#dropUnread(kept, parts, outlets)
    const inside = new Set([...kept].flatMap(id => parts.get(id) ?? []).map(part => this.#match.get(part)!))

    // what the printer had to leave out is in no code: it stays as it is, as nobody edited it
    const silent = blocks.filter(block => !drawn.has(block.id) && !this.#isWhole(block))
    const result: Block[] = [...silent]
    const verbatim = new Set(silent.map(({ id }) => id))
    const used = new Set([...blocks.map(({ id }) => id)])
    const fresh: Block[] = []
    const byFlat = new Map([...this.#flat].map(([part, flat]) => [flat, part]))
    for (const block of blocks) {
      if (kept.has(block.id)) {
        result.push(block)
        verbatim.add(block.id)
      }
      const part = byFlat.get(block.id)
      const is = part === undefined ? undefined : this.#match.get(part)
      if (part === undefined || is === undefined || this.#isWhole(block)) continue
      this.#ids.set(is, block.id)
      const isAsItWas = this.#was.content(part) === this.#is.content(is)
      result.push(isAsItWas ? this.#renamed(block, part, is) : this.#inPlace(block, part, is))
      if (same.has(part)) verbatim.add(block.id)
    }
    for (const block of this.#now.blocks) {
      if (this.#ids.has(block.id) || inside.has(block.id)) continue
      const id = free(block.id, used)
      used.add(id)
      this.#ids.set(block.id, id)
      fresh.push({ ...block, id })
    }
    const there = new Set([...result, ...fresh].map(({ id }) => id))
    const settled = this.#place(fresh, result)
    const rewired = this.#wires(there, verbatim, inside, outlets, wires)
    const { name, timeframe, params } = this.#now
    const left = [...result, ...settled]
    return {
      graph: {
        ...this.#old,
        name,
        timeframe,
        params,
        blocks: sorted(left, blocks),
        wires: rewired,
      },
      ids: this.#ids,
      apart: wholes.filter(({ id }) => !kept.has(id)).map(titleIn(this.#old)),
    }
  }

  /** Sub-graphs, and code that code takes apart: one block that draws as several. */
  #isWhole(block: Block): boolean {
    return block.kind === 'subgraph' || (block.kind === 'code' && block.over === 'series')
  }

  #partsOf(id: string): string[] {
    return [...this.#flat].flatMap(([part, flat]) => (flat.startsWith(`${id}/`) ? [part] : []))
  }

  #same(): ReadonlySet<string> {
    const found = new Set<string>()
    for (const { id } of this.#was.graph.blocks) {
      const is = this.#match.get(id)
      if (is === undefined || this.#was.content(id) !== this.#is.content(is)) continue
      const [had, has] = [this.#was.feeds(id), this.#is.feeds(is)]
      const isFedAlike =
        had.length === has.length &&
        had.every(({ from, to }) =>
          has.some(
            other =>
              other.to.port === to.port &&
              other.from.port === from.port &&
              other.from.block === this.#match.get(from.block),
          ),
        )
      if (isFedAlike) found.add(id)
    }
    return found
  }

  /** Which output of a kept whole stands for a part's port: `block port` of the fresh drawing. */
  #outlets(kept: ReadonlySet<string>): Map<string, { readonly block: string; readonly port: string }> {
    const found = new Map<string, { block: string; port: string }>()
    const byFlat = new Map([...this.#flat].map(([part, flat]) => [flat, part]))
    for (const block of this.#old.blocks) {
      if (block.kind !== 'subgraph' || !kept.has(block.id)) continue
      for (const { name: port } of this.#old.subgraphs[block.use]?.outputs ?? []) {
        const feed = outletOf(this.#old, block.id, port)
        const part = feed?.kind === 'block' ? byFlat.get(feed.block) : undefined
        const is = part === undefined ? undefined : this.#match.get(part)
        if (is !== undefined && feed?.kind === 'block')
          found.set(`${is} ${feed.port}`, { block: block.id, port })
      }
    }
    return found
  }

  /** A whole that somebody now reads from within can't stay one. */
  #dropUnread(
    kept: Set<string>,
    parts: ReadonlyMap<string, readonly string[]>,
    outlets: ReadonlyMap<string, unknown>,
  ): void {
    for (const whole of [...kept]) {
      const inner = new Set((parts.get(whole) ?? []).map(part => this.#match.get(part)!))
      const isReadWithin = this.#now.wires.some(
        ({ from, to }) =>
          inner.has(from.block) && !inner.has(to.block) && !outlets.has(`${from.block} ${from.port}`),
      )
      if (isReadWithin || inner.size === 0) kept.delete(whole)
    }
  }

  /** The old block, under the name it has in the code now. */
  #renamed(block: Block, part: string, is: string): Block {
    const [had, has] = [this.#was.name(part), this.#is.name(is)]
    if (had === has || has === undefined) return block
    return { ...block, name: has }
  }

  /** The fresh block where the old one stood. */
  #inPlace(block: Block, part: string, is: string): Block {
    const made = this.#is.block(is)
    const { id, x, y, pinned, name } = block
    const { name: called, ...rest } = made
    const kept = this.#was.name(part) === this.#is.name(is) ? name : called
    return {
      ...rest,
      id,
      x,
      y,
      ...(kept !== undefined && { name: kept }),
      ...(pinned !== undefined && { pinned }),
    }
  }

  #wires(
    there: ReadonlySet<string>,
    verbatim: ReadonlySet<string>,
    inside: ReadonlySet<string>,
    outlets: ReadonlyMap<string, { readonly block: string; readonly port: string }>,
    wires: readonly Wire[],
  ): Wire[] {
    const isKept = ({ from, to }: Wire) => verbatim.has(to.block) && there.has(from.block)
    const feeding = new Map<string, Wire[]>()
    for (const wire of wires) feeding.set(wire.to.block, [...(feeding.get(wire.to.block) ?? []), wire])
    const whole = new Set(
      [...verbatim].filter(id => (feeding.get(id) ?? []).every(wire => there.has(wire.from.block))),
    )
    const silent = new Set([...verbatim].filter(id => ![...this.#ids.values()].includes(id)))
    const old = wires.filter(wire => isKept(wire) && (whole.has(wire.to.block) || silent.has(wire.to.block)))
    const made = this.#now.wires.flatMap(({ from, to }): Wire[] => {
      if (inside.has(to.block)) return []
      const block = this.#ids.get(to.block)
      if (block === undefined || whole.has(block)) return []
      const outlet = inside.has(from.block) ? outlets.get(`${from.block} ${from.port}`) : undefined
      const source = outlet ?? { block: this.#ids.get(from.block) ?? '', port: from.port }
      return there.has(source.block) ? [{ from: source, to: { block, port: to.port } }] : []
    })
    return [...old, ...made]
  }

  /** New blocks stand beside what they are wired to, as the fresh drawing has them, and over nothing. */
  #place(fresh: readonly Block[], standing: readonly Block[]): Block[] {
    const taken: { x: number; y: number }[] = standing.map(({ x, y }) => ({ x, y }))
    const spots = new Map(standing.map(({ id, x, y }) => [id, { x, y }]))
    const drawn = new Map(this.#now.blocks.map(block => [this.#ids.get(block.id), block]))
    const edge = standing.reduce((most, { x }) => Math.max(most, x), -ROOM.width)
    const isOver = (x: number, y: number) =>
      taken.some(spot => Math.abs(spot.x - x) < ROOM.width && Math.abs(spot.y - y) < ROOM.height)
    return fresh.map(block => {
      const here = drawn.get(block.id)!
      const near = this.#now.wires
        .flatMap(({ from, to }) =>
          to.block === here.id ? [from.block] : from.block === here.id ? [to.block] : [],
        )
        .map(id => this.#ids.get(id))
        .find(id => id !== undefined && spots.has(id))
      const anchor = near === undefined ? undefined : spots.get(near)
      const from = near === undefined ? undefined : drawn.get(near)
      let [x, y] =
        anchor && from
          ? [anchor.x + here.x - from.x, anchor.y + here.y - from.y]
          : standing.length === 0
            ? [here.x, here.y]
            : [edge + ROOM.width + GRID, here.y]
      if (standing.length > 0) while (isOver(x, y)) y += GRID
      x = Math.min(1e6, Math.max(-1e6, x))
      y = Math.min(1e6, Math.max(-1e6, y))
      taken.push({ x, y })
      spots.set(block.id, { x, y })
      return { ...block, x, y }
    })
  }
}

/** A graph to look things up in. */
class Drawing {
  readonly graph: GraphDocument
  readonly #blocks: ReadonlyMap<string, Block>
  readonly #feeds = new Map<string, Wire[]>()

  constructor(graph: GraphDocument) {
    this.graph = graph
    this.#blocks = new Map(graph.blocks.map(block => [block.id, block]))
    for (const wire of graph.wires)
      this.#feeds.set(wire.to.block, [...(this.#feeds.get(wire.to.block) ?? []), wire])
  }

  block(id: string): Block {
    return this.#blocks.get(id)!
  }

  name(id: string): string | undefined {
    return this.#blocks.get(id)?.name
  }

  feeds(id: string): readonly Wire[] {
    return this.#feeds.get(id) ?? []
  }

  /** What a block is, without its name, id and place. */
  content(id: string): string {
    const { id: _, x: __, y: ___, name: ____, pinned: _____, ...rest } = this.block(id)
    return JSON.stringify(rest, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
  }
}

/** What stands for a block in code: its name, or the output that it is. */
function keyOf(block: Block): string | null {
  if (block.kind === 'output') return `output ${block.output}`
  if (block.kind === 'column') return `column ${block.column}`
  return block.name === undefined ? null : `name ${block.name}`
}

/** By name where there is one; what was renamed, or never had a name, by what it is and what feeds it. */
function match(was: Drawing, now: Drawing): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const taken = new Set<string>()
  const pair = (from: string, to: string) => {
    found.set(from, to)
    taken.add(to)
  }
  const named = new Map(now.graph.blocks.map(block => [keyOf(block), block.id]))
  for (const block of was.graph.blocks) {
    const key = keyOf(block)
    const to = key === null ? undefined : named.get(key)
    if (to !== undefined) pair(block.id, to)
  }
  // feeders first, so that what they feed can be told by them
  const signed = (drawing: Drawing, id: string, of: (id: string) => string) =>
    `${drawing.content(id)} ${drawing
      .feeds(id)
      .map(({ from, to }) => `${to.port}<${of(from.block)}.${from.port}`)
      .sort()
      .join(' ')}`
  const order = (drawing: Drawing) => inOrder(flatten(drawing.graph).blocks).order.map(({ id }) => id)
  const back = new Map<string, string>()
  for (const [from, to] of found) back.set(to, from)
  const waiting = order(was).filter(id => !found.has(id))
  for (const id of order(now)) {
    if (taken.has(id)) continue
    const mine = signed(now, id, feeder => back.get(feeder) ?? `? ${feeder}`)
    const at = waiting.findIndex(other => !found.has(other) && signed(was, other, feeder => feeder) === mine)
    const other = waiting[at]
    if (other === undefined) continue
    pair(other, id)
    back.set(id, other)
  }
  return found
}

/** The flat block of the old graph that each block of its own drawing stands for. */
function flatOf(old: GraphDocument, was: Drawing): ReadonlyMap<string, string> {
  const { order } = inOrder(flatten(old).blocks)
  const names = constNames(order)
  const byKey = new Map<string, string>()
  for (const { id, block } of order) {
    const name = names.get(id)
    if (block.kind === 'output') byKey.set(`output ${block.output}`, id)
    else if (block.kind === 'column') byKey.set(`column ${block.column}`, id)
    else if (name !== undefined) byKey.set(`name ${name}`, id)
  }
  // what had a problem was not printed, so it is not in the drawing either
  const printed = new Set(printGraph(old).statements.map(({ block }) => block))
  const found = new Map<string, string>()
  for (const block of was.graph.blocks) {
    const key = keyOf(block)
    const flat = key === null ? undefined : byKey.get(key)
    if (flat !== undefined && (printed.has(flat) || block.kind === 'output' || block.kind === 'column'))
      found.set(block.id, flat)
  }
  return found
}

/** What an output of a sub-graph hands on, looked up by wiring something to it. */
function outletOf(old: GraphDocument, block: string, port: string): Feed | undefined {
  const id = '__probe'
  const probe: Block = { kind: 'column', id, x: 0, y: 0, column: id, values: {} }
  const { blocks } = flatten({
    ...old,
    blocks: [...old.blocks, probe],
    wires: [...old.wires, { from: { block, port }, to: { block: id, port: 'value' } }],
  })
  return blocks.find(flat => flat.id === id)?.feeds.get('value')
}

function free(wanted: string, used: ReadonlySet<string>): string {
  let id = wanted
  for (let n = 2; used.has(id); n++) id = `${wanted.slice(0, 58)}_${n}`
  return id
}

/** In the old document's order; what is new comes behind. */
function sorted(blocks: readonly Block[], old: readonly Block[]): Block[] {
  const at = new Map(old.map(({ id }, index) => [id, index]))
  return [...blocks].sort((a, b) => (at.get(a.id) ?? old.length) - (at.get(b.id) ?? old.length))
}

const titleIn =
  (graph: GraphDocument) =>
  (block: Block): string =>
    block.name ??
    (block.kind === 'subgraph' ? (graph.subgraphs[block.use]?.name ?? block.use) : 'code over series')
