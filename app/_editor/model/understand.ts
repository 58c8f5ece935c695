// What somebody types in the palette, understood as blocks: `rsi 14 < 30`, `ema 20 crosses above ema 50`, `close > sma(200) and rsi < 40`.
import { catalogue } from '@/sandbox/catalogue'
import type { CatalogueEntry } from '@/sandbox/catalogue/define'
import type { PortValue } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, done, refused } from './edit'
import { addChange, connectChange, operatorBlock, type Point, placedBlock, roomRefusal } from './edits/blocks'
import type { Scene } from './graphState'
import type { NewId } from './ids'
import { portsOfEntry } from './ports'

/** A tree of what was typed. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'entry'
      readonly entry: string
      readonly output: string
      readonly params: Readonly<Record<string, number>>
      readonly inputs: Readonly<Record<string, Term>>
    }

export interface Understood {
  readonly term: Term
  /** As it would be said in full: `RSI (14) < 30`. */
  readonly says: string
}

/** Signs and words between two terms, the loosest first. */
const LEVELS: readonly Readonly<Record<string, string>>[] = [
  { or: 'or', '||': 'or' },
  { and: 'and', '&&': 'and', '&': 'and' },
  {
    '<': 'lt',
    '>': 'gt',
    '<=': 'le',
    '>=': 'ge',
    '=': 'eq',
    '==': 'eq',
    '!=': 'ne',
    below: 'lt',
    under: 'lt',
    above: 'gt',
    over: 'gt',
    crosses: 'cross',
    crossover: 'crossover',
    crossunder: 'crossunder',
  },
  { '+': 'add', '-': 'sub' },
  { '*': 'mul', '/': 'div', x: 'mul', times: 'mul' },
]

const COMPARISONS = 2
/** Said between a setting and its name: `50 day ema`. */
const SPANS = new Set(['day', 'period', 'bar'])
const WAYS: Readonly<Record<string, string>> = {
  above: 'crossover',
  over: 'crossover',
  up: 'crossover',
  below: 'crossunder',
  under: 'crossunder',
  down: 'crossunder',
}

const TOKEN = /\s*(\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|==|!=|&&|\|\||[-+*/<>=&!(),.%[\]])/y

function tokensOf(text: string): string[] | null {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const trimmed = text.trim()
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed)
    if (!found) return null
    tokens.push(...parted(found[1]!.toLowerCase()))
  }
  return tokens
}

/** `ema20` is `ema 20`, unless something is called so. */
function parted(token: string): string[] {
  const [, name, length] = /^([a-z_]+)(\d+)$/.exec(token) ?? []
  return name && length && !words.has(token) && words.has(name) ? [name, length] : [token]
}

/** Entries by their id and every one-word name people use; an id wins over a synonym. */
const words = new Map<string, CatalogueEntry>()
for (const entry of catalogue.entries)
  for (const name of entry.synonyms ?? []) {
    const word = name.toLowerCase().replaceAll(' ', '')
    if (/^[a-z]/.test(word) && !words.has(word)) words.set(word, entry)
  }
for (const entry of catalogue.entries) words.set(entry.id.toLowerCase(), entry)
for (const [word, id] of [
  ['ma', 'sma'],
  ['average', 'sma'],
  ['avg', 'sma'],
  ['price', 'close'],
  ['vol', 'volume'],
])
  if (catalogue.entry(id!)) words.set(word!, catalogue.entry(id!)!)

/** Reads what was typed; null where it is no expression. A lone name, of however many words, is left to the search. */
export function understand(text: string): Understood | null {
  const tokens = tokensOf(text)
  if (!tokens || tokens.length < 2) return null
  const reader = new Reader(tokens)
  const term = reader.level(0)
  return term && reader.isDone && readsSeries(term) && !(isBare(term) && tokens.every(isWord))
    ? { term, says: sentence(term) }
    : null
}

const isWord = (token: string): boolean => /^[a-z_]/.test(token)
const isSign = (token: string): boolean => LEVELS.some(signs => Object.hasOwn(signs, token))

/** Nothing but a name: no number, no input, no output but the first was given. */
const isBare = (term: Term): boolean =>
  term.kind === 'entry' &&
  Object.keys(term.params).length === 0 &&
  Object.keys(term.inputs).length === 0 &&
  term.output === outputsOf(term.entry)[0]?.name

const readsSeries = (term: Term): boolean =>
  term.kind === 'entry' && (!Object.hasOwn(SIGNS, term.entry) || Object.values(term.inputs).some(readsSeries))

class Reader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length
  }

  level(depth: number): Term | null {
    const signs = LEVELS[depth]
    if (!signs) return this.#atom()
    let left = this.level(depth + 1)
    while (left) {
      const op = this.#sign(signs)
      if (!op) return left
      const right = this.#outputOf(left) ?? this.level(depth + 1)
      left = right && joined(op, left, ofVolume(left, right))
    }
    return null
  }

  /** A sign of the level, `crosses above` taken as one. */
  #sign(signs: Readonly<Record<string, string>>): string | null {
    const token = this.#tokens[this.#at]
    const op = token !== undefined && Object.hasOwn(signs, token) ? signs[token]! : null
    if (!op) return null
    this.#at++
    if (op === 'cross') {
      const way = WAYS[this.#tokens[this.#at] ?? '']
      if (way) {
        this.#at++
        return way
      }
    }
    return op
  }

  /** Another output of what stands on the left: `macd crosses above signal`. */
  #outputOf(left: Term): Term | null {
    const token = this.#tokens[this.#at]
    if (left.kind !== 'entry') return null
    const output = outputsOf(left.entry).find(({ name }) => name.toLowerCase() === token)
    if (!output || output.name === left.output) return null
    this.#at++
    return { ...left, output: output.name }
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at++
    return true
  }

  #number(): number | null {
    const minus = this.#tokens[this.#at] === '-' ? 1 : 0
    const token = this.#tokens[this.#at + minus]
    if (token === undefined || !/^\d/.test(token)) return null
    this.#at += minus + 1
    this.#take('%')
    return minus ? -Number(token) : Number(token)
  }

  #atom(): Term | null {
    const value = this.#number()
    if (value !== null) return this.#spoken(value) ?? { kind: 'number', value }
    if (this.#take('(')) {
      const inner = this.level(0)
      return this.#take(')') ? inner : null
    }
    if (this.#take('not') || this.#take('!')) {
      // it says no to a whole comparison: `not rsi < 30`
      const inner = this.level(COMPARISONS)
      return inner && isCondition(inner) ? of('not', { a: inner }) : null
    }
    const entry = this.#entry()
    const called = entry && this.#call(entry, [])
    return called && this.#earlier(called)
  }

  /** A setting said before its name: `200 sma`, `50 day ema`. */
  #spoken(value: number): Term | null {
    const from = this.#at
    if (SPANS.has(this.#tokens[from] ?? '')) this.#at++
    const entry = isSign(this.#tokens[this.#at] ?? '') ? null : this.#entry()
    const [param] = entry?.params ?? []
    const called = entry && param?.kind === 'int' && this.#call(entry, [{ kind: 'number', value }])
    if (called) return this.#earlier(called)
    this.#at = from
    return null
  }

  /** `close[1]`, as Pine says it. */
  #earlier(term: Term): Term | null {
    if (!this.#take('[')) return term
    const n = this.#number()
    if (n === null || !Number.isInteger(n) || n < 0 || !this.#take(']')) return null
    return n === 0 ? term : of('ago', { x: term }, { n })
  }

  /** The entry whose name stands here; of names of several words the longest. */
  #entry(): CatalogueEntry | null {
    for (const length of [3, 2, 1]) {
      if (this.#at + length > this.#tokens.length) continue
      const entry = words.get(this.#tokens.slice(this.#at, this.#at + length).join(''))
      if (entry) {
        this.#at += length
        return entry
      }
    }
    return null
  }

  /** What follows a name: `(…)` with terms and numbers, or a bare source and numbers, which are its parameters. */
  #call(entry: CatalogueEntry, said: readonly Term[]): Term | null {
    const { inputs: ports, outputs } = portsOfEntry(entry)
    const given = [...said]
    if (this.#take('(')) {
      while (!this.#take(')')) {
        const part = this.level(0)
        if (!part) return null
        given.push(part)
        if (!this.#take(',') && this.#tokens[this.#at] !== ')') return null
      }
    } else {
      const source = ports[0]?.fallback && this.#source()
      while (given.length < entry.params.length) {
        const value = this.#plain()
        if (value === null) break
        given.push({ kind: 'number', value })
      }
      if (source) given.push(source)
    }
    const isAsked = this.#take('.')
    const wanted = this.#tokens[this.#at]
    const named = outputs.find(({ name }) => name.toLowerCase() === wanted)
    if (named && (isAsked || outputs.length > 1)) this.#at++
    const output = isAsked ? named?.name : (named ?? outputs[0])?.name
    if (!output) return null
    const params: Record<string, number> = {}
    const inputs: Record<string, Term> = {}
    const free = [...ports]
    const numeric = entry.params.filter(({ kind }) => kind === 'int' || kind === 'num')
    for (const part of given) {
      const param = part.kind === 'number' ? numeric.shift() : undefined
      if (part.kind === 'number' && param && (param.kind === 'int' || param.kind === 'num')) {
        if (part.value < param.min || part.value > param.max) return null
        params[param.name] = param.kind === 'int' ? Math.round(part.value) : part.value
        continue
      }
      const port = free.shift()
      if (!port) return null
      inputs[port.name] = part
    }
    return { kind: 'entry', entry: entry.id, output, params, inputs }
  }

  /** A source right behind the name of what reads one: `sma volume 20`. */
  #source(): Term | null {
    const from = this.#at
    const entry = this.#entry()
    if (entry && SOURCES.has(entry.id)) return of(entry.id, {})
    this.#at = from
    return null
  }

  /** A bare number; a minus behind a name is a sign between two terms. */
  #plain(): number | null {
    return this.#tokens[this.#at] === '-' ? null : this.#number()
  }
}

const SOURCES = new Set(['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4', 'hlcc4'])

const outputsOf = (id: string) => {
  const entry = catalogue.entry(id)
  return entry ? portsOfEntry(entry).outputs : []
}

/** Beside volume, an average whose source was left out is one of volume: prices can't be meant. */
function ofVolume(beside: Term, term: Term): Term {
  if (beside.kind !== 'entry' || beside.entry !== 'volume' || term.kind !== 'entry') return term
  if (term.entry === 'mul' || term.entry === 'div') {
    const inputs = Object.entries(term.inputs).map(
      ([port, inner]) => [port, ofVolume(beside, inner)] as const,
    )
    return { ...term, inputs: Object.fromEntries(inputs) }
  }
  const entry = catalogue.entry(term.entry)
  const isOpen = entry?.family === 'average' && Object.keys(term.inputs).length === 0
  return isOpen && entry.inputs[0]?.name === 'source' ? { ...term, inputs: { source: beside } } : term
}

const of = (
  entry: string,
  inputs: Readonly<Record<string, Term>>,
  params: Readonly<Record<string, number>> = {},
): Term => ({ kind: 'entry', entry, output: 'value', params, inputs })

function joined(op: string, left: Term, right: Term): Term | null {
  const [a, b] = catalogue.entry(op) ? portsOfEntry(catalogue.entry(op)!).inputs : []
  if (!a || !b) return null
  if ((op === 'and' || op === 'or') && (!isCondition(left) || !isCondition(right))) return null
  return of(op, { [a.name]: left, [b.name]: right })
}

const isCondition = (term: Term): boolean => {
  if (term.kind === 'number') return false
  const entry = catalogue.entry(term.entry)
  return (
    entry !== undefined &&
    portsOfEntry(entry).outputs.find(({ name }) => name === term.output)?.kind === 'bool'
  )
}

const SIGNS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  le: '≤',
  ge: '≥',
  eq: '=',
  ne: '≠',
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  and: 'and',
  or: 'or',
  cross: 'crosses',
  crossover: 'crosses above',
  crossunder: 'crosses below',
}

function sentence(term: Term, isInner = false): string {
  if (term.kind === 'number') return String(term.value)
  const sign = SIGNS[term.entry]
  const parts = Object.values(term.inputs).map(part => sentence(part, sign !== undefined))
  if (sign && parts.length === 2) return isInner ? `(${parts.join(` ${sign} `)})` : parts.join(` ${sign} `)
  const entry = catalogue.entry(term.entry)!
  const settings = entry.params.map(({ name, default: usual }) => String(term.params[name] ?? usual))
  const part = portsOfEntry(entry).outputs.length > 1 ? ` ${term.output}` : ''
  const inside = [...parts, ...settings].join(', ')
  return `${entry.title}${part}${inside ? ` (${inside})` : ''}`
}

const STEP_X = 260
const STEP_Y = 130

/** The blocks of what was understood, wired, its last one at the point. Equal parts become one block. */
export function addUnderstood(scene: Scene, { term, says }: Understood, at: Point, newId: NewId): Attempt {
  const changes: Change[] = []
  const made = new Map<string, string>()
  const rows: number[] = []
  const put = (part: Term, depth: number): { readonly block: string; readonly port: string } | PortValue => {
    if (part.kind === 'number') return part.value
    const key = JSON.stringify({ ...part, output: '' })
    const known = made.get(key)
    if (known) return { block: known, port: part.output }
    const row = rows[depth] ?? 0
    rows[depth] = row + 1
    const values: Record<string, PortValue> = {}
    const wires: [string, { readonly block: string; readonly port: string }][] = []
    for (const [port, inner] of Object.entries(part.inputs)) {
      const end = put(inner, depth + 1)
      if (typeof end === 'object' && 'block' in end) wires.push([port, end])
      else values[port] = end
    }
    const spot = { x: at.x - depth * STEP_X, y: at.y + row * STEP_Y }
    const block = placedBlock(operatorBlock(part.entry, part.params, values), spot, newId)
    made.set(key, block.id)
    changes.unshift(addChange(scene.within, block))
    for (const [port, end] of wires) changes.push(connectChange(scene.within, end, { block: block.id, port }))
    return { block: block.id, port: part.output }
  }
  put(term, 0)
  const reason = roomRefusal(
    scene,
    Array.from(made, () => operatorBlock('close')),
  )
  return reason ? refused(reason) : done({ title: `Add ${says}`, changes, select: [...made.values()] })
}
