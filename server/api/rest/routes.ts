// The procedures that machines may call, found in the router itself: REST can't offer what tRPC does not have.
import type { AnyProcedure } from '@trpc/server'
import { z } from 'zod'
import type { Meta } from '../procedures'
import type { RestMeta } from './meta'

export const REST_PATH = '/api/v1'

export type RestRoute = RestMeta & {
  /** The procedure's place in the router: `screens.run`. */
  readonly call: string
  readonly type: 'query' | 'mutation'
  /** Everything but the workspace, which the key decides. */
  readonly input: z.ZodType | null
  readonly output: z.ZodType | null
  readonly match: (path: string) => Readonly<Record<string, string>> | null
}

type ProcedureDef = {
  readonly type: string
  readonly meta?: Meta
  readonly inputs?: readonly unknown[]
  readonly output?: unknown
}

export function restRoutes(procedures: Readonly<Record<string, AnyProcedure>>): readonly RestRoute[] {
  return Object.entries(procedures)
    .flatMap(([call, procedure]) => {
      // tRPC keeps the parsers and the meta here; its public type hides them.
      const def = procedure._def as unknown as ProcedureDef
      const rest = def.meta?.rest
      if (!rest) return []
      if (def.type !== 'query' && def.type !== 'mutation')
        throw new Error(`${call}: a subscription can't be offered as REST`)
      return [
        {
          ...rest,
          call,
          type: def.type as 'query' | 'mutation',
          input: inputOf(call, def.inputs ?? []),
          output: def.output instanceof z.ZodType ? def.output : null,
          match: matcher(rest.path),
        },
      ]
    })
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
}

function inputOf(call: string, inputs: readonly unknown[]): z.ZodType | null {
  const parts = inputs.flatMap(input => {
    if (!(input instanceof z.ZodType)) throw new Error(`${call}: REST needs zod inputs`)
    if (!(input instanceof z.ZodObject)) return [input]
    const shape = { ...input.shape }
    delete shape.workspaceId
    return Object.keys(shape).length > 0 ? [z.object(shape)] : []
  })
  const [first, ...others] = parts
  return others.reduce<z.ZodType | null>(
    (all, part) => (all ? z.intersection(all, part) : part),
    first ?? null,
  )
}

/** Compares a path with a template; `{id}` takes one segment. */
export function matcher(template: string): RestRoute['match'] {
  const wanted = template.split('/')
  return path => {
    const given = path.split('/')
    if (given.length !== wanted.length) return null
    const values: Record<string, string> = {}
    for (const [index, part] of wanted.entries()) {
      const segment = given[index] ?? ''
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) {
        if (segment !== part) return null
      } else {
        const value = decoded(segment)
        if (!value) return null
        values[name] = value
      }
    }
    return values
  }
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** Query strings are text; numbers, booleans and lists become what the input's schema expects there. */
export function fromQuery(query: URLSearchParams, input: z.ZodType | null): Record<string, unknown> {
  const shape = input instanceof z.ZodObject ? input.shape : {}
  const values: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const type = Object.hasOwn(shape, name) ? core(shape[name] as z.ZodType) : null
    const text = query.get(name) ?? ''
    if (type instanceof z.ZodNumber) values[name] = text.trim() === '' ? text : Number(text)
    else if (type instanceof z.ZodBoolean)
      values[name] = text === 'true' ? true : text === 'false' ? false : text
    else if (type instanceof z.ZodArray) values[name] = query.getAll(name)
    else values[name] = text
  }
  return values
}

/** The schema under `optional`, `nullable` and `default`. */
function core(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? core(schema.unwrap() as z.ZodType)
    : schema
}
