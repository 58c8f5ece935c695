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
    add(pick(drawable), clock)
  }
  const give = (output: (typeof OUTPUTS)[number]) => {
    const signal = (SIGNAL_OUTPUTS as readonly string[]).includes(output)
    const from = candidates(signal, {})
    if (from.length === 0) return
    const { block, port } = pick(from)
    blocks.push({ kind: 'output', id: `out_${output}`, ...place(), output })
    wires.push({ from: { block, port }, to: { block: `out_${output}`, port: 'value' } })
  }
  for (const output of OUTPUTS) if (chance(0.25)) give(output)
  for (let n = 0; n < 1 + below(3); n++) {
    const { block, port } = pick(made)
    blocks.push({ kind: 'column', id: `column_${n}`, ...place(), column: `c${n}` })
    wires.push({ from: { block, port }, to: { block: `column_${n}`, port: 'value' } })
  }
  return { version: 1, name: 'Anything', timeframe: '1h', params, blocks, wires }
}
