import type { CatalogueEntry, ParamSpec, ParamValues, Port, Series } from '@/sandbox/catalogue/define'
import { catalogue, entries } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { ParamValue, Program } from '@/sandbox/ir/program'

/** One entry with one set of parameters, wired as a user would find it, every output a column. */
export interface Case {
  readonly name: string
  readonly entry: CatalogueEntry
  readonly params: ParamValues
  readonly program: Program
}

const PICKS: Readonly<Record<string, (spec: ParamSpec) => ParamValue>> = {
  default: spec => spec.default,
  minimum: spec =>
    'min' in spec ? atLeast(spec, spec.min) : spec.kind === 'choice' ? spec.choices.at(-1)! : !spec.default,
  odd: spec =>
    'min' in spec
      ? atLeast(spec, odd(spec))
      : spec.kind === 'choice'
        ? spec.choices[spec.choices.length >> 1]!
        : spec.default,
}

/** A bound can be far from any use (−1e12): such parameters stay near their default. */
const atLeast = (spec: Extract<ParamSpec, { min: number }>, value: number) =>
  Math.abs(value) > 1e6 ? spec.default - 1 : value

const odd = (spec: Extract<ParamSpec, { min: number }>) => {
  const wish =
    spec.kind === 'int' ? Math.min(spec.default * 2 + 1, spec.default + 6) : spec.default * 1.37 + 0.001
  return Math.min(spec.max, Math.max(spec.min, wish))
}

const wire = (b: ProgramBuilder, port: Port, at: number): Series => {
  if (port.fallback)
    return 'source' in port.fallback ? b.source(port.fallback.source) : b.constant(port.fallback.constant)
  if (port.kind === 'bool') return b.op('gt', [b.source('close'), b.source(at % 2 === 0 ? 'open' : 'hl2')])
  return b.source(at % 2 === 0 ? 'close' : 'open')
}

const build = (entry: CatalogueEntry, params: ParamValues): Program => {
  const b = new ProgramBuilder(catalogue)
  const outputs = b.apply(
    entry.id,
    entry.inputs.map((port, at) => wire(b, port, at)),
    params,
  )
  for (const [name, series] of Object.entries(outputs)) b.column(name, series)
  return b.finish({ name: entry.id, timeframe: null })
}

/** Every entry with its defaults, its smallest and some odd parameters. */
export const CASES: readonly Case[] = entries.flatMap(entry => {
  const seen = new Set<string>()
  return Object.entries(PICKS).flatMap(([set, pick]) => {
    const params = Object.fromEntries(entry.params.map(spec => [spec.name, pick(spec)]))
    const key = JSON.stringify(params)
    if (seen.has(key)) return []
    seen.add(key)
    return [{ name: `${entry.id} (${set})`, entry, params, program: build(entry, params) }]
  })
})
