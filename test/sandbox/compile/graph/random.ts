// Graphs that anybody might draw, type-correct and of any catalogue entry, for property tests.
import { catalogue } from '@/sandbox/catalogue'
import type { CatalogueEntry, ParamSpec } from '@/sandbox/catalogue/define'
import { outputsOf } from '@/sandbox/catalogue/docs/outputs'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import { portsOf } from '@/sandbox/compile/api'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { OUTPUTS, SIGNAL_OUTPUTS } from '@/sandbox/ir/program'

type Block = GraphInput['blocks'][number]
type Clock = { timeframe?: '4h' | '1d'; symbol?: string }

interface Made {
  readonly block: string
  readonly port: string
  readonly bool: boolean
  /** Null: a constant, at home on every bar. */
  readonly clock: string | null
}

const drawable = catalogue.entries.filter(({ id }) => !['constant', 'flag', 'script', 'seen'].includes(id))
const clockKey = ({ timeframe, symbol }: Clock) => `${symbol ?? ''}@${timeframe ?? ''}`

const COUNTS = `(bar, state, { params }) => {
  state.n = bar.a > params.level ? (state.n ?? 0) + 1 : 0
  return { filter: state.n > 1 && bar.b !== 0, columns: { n: state.n } }
}`
const COMPARES = '(bar) => ({ long: bar.a > bar.b, columns: { up: bar.close > bar.a, sum: bar.a + bar.b } })'

/** Sub-graphs that random graphs use: one with a parameter and two results, and one that holds it twice. */
const SUBGRAPHS: NonNullable<GraphInput['subgraphs']> = {
  trend: {
    name: 'Trend',
    version: 2,
    inputs: [{ name: 'source', kind: 'number' }],
    outputs: [
      { name: 'line', kind: 'number' },
      { name: 'up', kind: 'bool' },
    ],
    params: [{ name: 'span', kind: 'int', default: 7, min: 1, max: 200 }],
    blocks: [
      { kind: 'input', id: 'in', x: 0, y: 0, port: 'source' },
      {
        kind: 'operator',
        id: 'line',
        x: 0,
        y: 0,
        name: 'line',
        entry: 'ema',
        params: { length: { param: 'span' } },
      },
      { kind: 'operator', id: 'up', x: 0, y: 0, entry: 'gt', values: { b: { param: 'span' } } },
      { kind: 'result', id: 'r1', x: 0, y: 0, port: 'line' },
      { kind: 'result', id: 'r2', x: 0, y: 0, port: 'up' },
    ],
    wires: [
      { from: { block: 'in', port: 'value' }, to: { block: 'line', port: 'source' } },
      { from: { block: 'line', port: 'value' }, to: { block: 'up', port: 'a' } },
      { from: { block: 'line', port: 'value' }, to: { block: 'r1', port: 'value' } },
      { from: { block: 'up', port: 'value' }, to: { block: 'r2', port: 'value' } },
    ],
    frames: [{ id: 'all', x: -20, y: -40, width: 240, height: 200, title: 'All of it', color: 'blue' }],
    notes: [{ id: 'why', x: 0, y: 0, width: 100, height: 40, text: 'computes nothing' }],
  },
  twice: {
    name: 'Twice',
    version: 1,
    inputs: [{ name: 'source', kind: 'number' }],
    outputs: [
      { name: 'line', kind: 'number' },
      { name: 'up', kind: 'bool' },
    ],
    params: [{ name: 'span', kind: 'int', default: 3, min: 1, max: 200 }],
    blocks: [
      { kind: 'input', id: 'in', x: 0, y: 0, port: 'source' },
      {
        kind: 'subgraph',
        id: 'first',
        x: 0,
        y: 0,
        use: 'trend',
        version: 2,
        params: { span: { param: 'span' } },
      },
      { kind: 'subgraph', id: 'second', x: 0, y: 0, use: 'trend', version: 2 },
      { kind: 'result', id: 'r1', x: 0, y: 0, port: 'line' },
      { kind: 'result', id: 'r2', x: 0, y: 0, port: 'up' },
    ],
    wires: [
      { from: { block: 'in', port: 'value' }, to: { block: 'first', port: 'source' } },
      { from: { block: 'first', port: 'line' }, to: { block: 'second', port: 'source' } },
      { from: { block: 'second', port: 'line' }, to: { block: 'r1', port: 'value' } },
      { from: { block: 'first', port: 'up' }, to: { block: 'r2', port: 'value' } },
    ],
  },
}

export function randomGraph(seed: number, size: number): GraphInput {
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!
  const chance = (share: number) => random() < share
  const blocks: Block[] = []
  const wires: NonNullable<GraphInput['wires']> = []
  const made: Made[] = []
  const params: NonNullable<GraphInput['params']> = [
    { name: 'length', kind: 'int', default: 2 + below(40), min: 1, max: 200 },
    { name: 'level', kind: 'num', default: Math.round(random() * 1000) / 10, title: 'A level' },
    { name: 'strict', kind: 'bool', default: chance(0.5) },
  ]
  const place = () => ({ x: below(2000), y: below(1000) })
  const name = () =>
    chance(0.3) ? { name: pick(['trend', 'fast', 'slow', 'ta', 'close', 'Why not?', 'return', 'x1']) } : {}
  const literal = (bool: boolean) => {
    if (bool) return chance(0.3) ? { param: 'strict' } : chance(0.5)
    if (chance(0.2)) return { param: 'level' }
    return pick<number | 'NaN' | 'Infinity'>([0, 1, -1, 2.5, 30, -0.001, 1e-9, 'NaN', 'Infinity', below(100)])
  }
  const setting = (spec: ParamSpec) => {
    switch (spec.kind) {
      case 'bool':
        return chance(0.5)
      case 'choice':
        return pick(spec.choices)
      default: {
        if (spec.kind === 'int' && spec.min <= 2 && spec.max >= 200 && chance(0.3)) return { param: 'length' }
        const [low, high] = [Math.max(spec.min, -50), Math.min(spec.max, 50)]
        const value = low + random() * (high - low)
        return spec.kind === 'int' ? Math.round(value) : Math.round(value * 100) / 100 || low
      }
    }
  }
  const settings = (entry: CatalogueEntry) =>
    Object.fromEntries(
      entry.params.flatMap(spec => {
        if (chance(0.4)) return []
        const value = setting(spec)
        const fits =
          typeof value !== 'number' ||
          spec.kind === 'bool' ||
          spec.kind === 'choice' ||
          (value >= spec.min && value <= spec.max)
        return fits ? [[spec.name, value]] : []
      }),
    )
  const candidates = (bool: boolean | null, clock: Clock): Made[] =>
    made.filter(
      each =>
        (bool === null || !bool || each.bool) &&
        (clockKey(clock) === '@' || each.clock === null || each.clock === clockKey(clock)),
    )

  const add = (entry: CatalogueEntry, clock: Clock): void => {
    const id = `b${blocks.length}`
    const values: Record<string, ReturnType<typeof literal>> = {}
    const into: NonNullable<GraphInput['wires']> = []
    for (const port of portsOf(entry)) {
      if (port.fallback && chance(0.4)) continue
      const wanted = port.kind === 'bool' ? true : null
      const from = candidates(wanted, clock)
      if (from.length > 0 && chance(0.8)) {
        const { block, port: of } = pick(from)
        into.push({ from: { block, port: of }, to: { block: id, port: port.name } })
      } else values[port.name] = literal(port.kind === 'bool')
    }
    blocks.push({
      kind: 'operator',
      id,
      ...place(),
      ...name(),
      ...clock,
      entry: entry.id,
      params: settings(entry),
      values,
    })
    wires.push(...into)
    for (const { name: port, kind } of outputsOf(entry))
      made.push({ block: id, port, bool: kind === 'bool', clock: clockKey(clock) })
  }

  /** A port of a block that runs on the run's own bars, wired to anything or holding a value. */
  const feed = (block: string, port: string, values: Record<string, ReturnType<typeof literal>>): void => {
    if (made.length === 0 || chance(0.15)) values[port] = literal(false)
    else {
      const { block: from, port: of } = pick(made)
      wires.push({ from: { block: from, port: of }, to: { block, port } })
    }
  }
  const code = (): void => {
    const id = `b${blocks.length}`
    const values: Record<string, ReturnType<typeof literal>> = {}
    const counts = chance(0.5)
    const inputs = counts ? ['a', 'b'] : ['a', 'b', 'close']
    for (const port of inputs) feed(id, port, values)
    const outputs = counts
      ? ([
          ['filter', 'bool'],
          ['n', 'number'],
        ] as const)
      : ([
          ['long', 'bool'],
          ['up', 'bool'],
          ['sum', 'number'],
        ] as const)
    blocks.push({
      kind: 'code',
      id,
      ...place(),
      ...name(),
      over: 'bars',
      source: counts ? COUNTS : COMPARES,
      inputs: inputs.map(input => ({ name: input, kind: 'number' })),
      outputs: outputs.map(([output, kind]) => ({ name: output, kind })),
      values,
    })
    for (const [port, kind] of outputs) made.push({ block: id, port, bool: kind === 'bool', clock: '@' })
  }
  const use = (): void => {
    const id = `b${blocks.length}`
    const values: Record<string, ReturnType<typeof literal>> = {}
    feed(id, 'source', values)
    const of = pick(['trend', 'twice'])
    const version = of === 'trend' ? 2 : 1
    const span = chance(0.5) ? { param: 'length' } : 1 + below(50)
    blocks.push({
      kind: 'subgraph',
      id,
      ...place(),
      ...name(),
      use: of,
      version,
      ...(chance(0.7) && { params: { span } }),
      values,
    })
    made.push(
      { block: id, port: 'line', bool: false, clock: '@' },
      { block: id, port: 'up', bool: true, clock: '@' },
    )
  }
  /** A series of any bars as other bars see it. */
  const see = (clock: Clock): void => {
    const id = `b${blocks.length}`
    const { block, port, bool } = pick(made)
    blocks.push({ kind: 'operator', id, ...place(), ...name(), ...clock, entry: 'seen' })
    wires.push({ from: { block, port }, to: { block: id, port: 'x' } })
    made.push({ block: id, port: 'value', bool, clock: clockKey(clock) })
  }

  while (blocks.length < size) {
    if (chance(0.08)) {
      const id = `b${blocks.length}`
      const value = literal(chance(0.3))
      blocks.push({ kind: 'constant', id, ...place(), ...name(), value })
      made.push({ block: id, port: 'value', bool: false, clock: null })
      continue
    }
    const clock: Clock = chance(0.85)
      ? {}
      : {
          ...(chance(0.7) && { timeframe: pick(['4h', '1d'] as const) }),
          ...(chance(0.5) && { symbol: pick(['AAA', 'BBB']) }),
        }
    const kind = random()
    if (kind < 0.05) code()
    else if (kind < 0.12) use()
    else if (kind < 0.18 && made.length > 0) see(clock)
    else add(pick(drawable), clock)
  }
  const give = (output: (typeof OUTPUTS)[number]) => {
    const signal = (SIGNAL_OUTPUTS as readonly string[]).includes(output)
    const from = candidates(signal, {})
    if (from.length === 0) return
    const { block, port } = pick(from)
    if (chance(0.1)) {
      blocks.push({
        kind: 'output',
        id: `out_${output}`,
        ...place(),
        output,
        values: { value: literal(signal) },
      })
      return
    }
    blocks.push({ kind: 'output', id: `out_${output}`, ...place(), output })
    wires.push({ from: { block, port }, to: { block: `out_${output}`, port: 'value' } })
  }
  for (const output of OUTPUTS) if (chance(0.25)) give(output)
  for (let n = 0; n < 1 + below(3); n++) {
    if (chance(0.2)) {
      const values = { value: literal(chance(0.3)) }
      blocks.push({ kind: 'column', id: `column_${n}`, ...place(), column: `c${n}`, values })
      continue
    }
    const { block, port } = pick(made)
    blocks.push({ kind: 'column', id: `column_${n}`, ...place(), column: `c${n}` })
    wires.push({ from: { block, port }, to: { block: `column_${n}`, port: 'value' } })
  }
  return { version: 1, name: 'Anything', timeframe: '1h', params, blocks, wires, subgraphs: SUBGRAPHS }
}
