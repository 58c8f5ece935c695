import type { ValueKind } from '../ir/program'
import { type Composite, composite, type Family, type ParamSpec, type Port, type Series } from './define'
import { type Kit, kit } from './kit'

type Value<P extends ParamSpec> = P extends { kind: 'int' | 'num' }
  ? number
  : P extends { kind: 'bool' }
    ? boolean
    : P extends { choices: readonly (infer C)[] }
      ? C
      : never

type Wired<I extends readonly Port[]> = { readonly [N in I[number]['name']]: Series }
export type Chosen<P extends readonly ParamSpec[]> = {
  readonly [N in P[number]['name']]: Value<Extract<P[number], { name: N }>>
}

interface Recipe<I extends readonly Port[], P extends readonly ParamSpec[]> {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly formula: string
  readonly family: Family
  readonly synonyms?: readonly string[]
  readonly call?: string
  readonly inputs: I
  readonly params: P
  readonly outputs: Composite['outputs']
  /** Ports and parameters arrive by name, arithmetic from the kit. */
  readonly build: (k: Kit, inputs: Wired<I>, params: Chosen<P>) => Readonly<Record<string, Series>>
}

/** A composite whose `build` reads like its formula: ports, parameters and arithmetic by name. */
export const compose = <const I extends readonly Port[], const P extends readonly ParamSpec[]>(
  recipe: Recipe<I, P>,
): Composite =>
  composite({
    ...recipe,
    build: (b, inputs, params) =>
      recipe.build(
        kit(b),
        // the builder passes one series per port and every declared parameter, so both objects are complete
        Object.fromEntries(recipe.inputs.map((port, at) => [port.name, inputs[at]])) as Wired<I>,
        params as Chosen<P>,
      ),
  })

/** A number port; `from` is the bar field that stands in when nothing is wired. */
export const series = <const N extends string>(name: N, title: string, from?: string) => ({
  name,
  title,
  kind: 'number' as const,
  ...(from ? { fallback: { source: from } } : {}),
})

/** The port nearly every indicator has: what it is computed from. */
export const source = series('source', 'Source', 'close')

export const condition = <const N extends string>(name: N, title: string) => ({
  name,
  title,
  kind: 'bool' as const,
})

/** A whole-number parameter. */
export const int = <const N extends string>(name: N, title: string, value: number, min = 1, max = 5000) => ({
  name,
  title,
  kind: 'int' as const,
  default: value,
  min,
  max,
})

/** A real parameter. */
export const num = <const N extends string>(
  name: N,
  title: string,
  value: number,
  min: number,
  max: number,
  step = 0.1,
) => ({ name, title, kind: 'num' as const, default: value, min, max, step })

export const choice = <const N extends string, const C extends readonly string[]>(
  name: N,
  title: string,
  choices: C,
) => ({ name, title, kind: 'choice' as const, default: choices[0] as string, choices })

/** The output of an entry that has one. */
export const value = (title: string, kind: ValueKind = 'number') => [{ name: 'value', title, kind }] as const

export const out = (name: string, title: string, kind: ValueKind = 'number') => ({ name, title, kind })
