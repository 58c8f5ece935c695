// What a drawn strategy is, as it is stored. Version 1; older ones are brought up by migrations.ts.
import { z } from 'zod'
import { OUTPUTS } from '../../ir/program'
import { TIMEFRAMES } from '../../ir/timeframe'
import { type CompileProblem, problem } from '../problems'
import { parseJson } from '../recording'
import { MOST_BLOCKS, MOST_FRAMES, MOST_NOTES, MOST_TEXT } from './limits'
import { migrations } from './migrations'

const id = z.string().regex(/^(?!__)[A-Za-z0-9_-]{1,64}$/)
const word = z.string().regex(/^(?!__)[A-Za-z_]\w{0,39}$/)
const title = z.string().max(200)
const coordinate = z.number().min(-1e6).max(1e6)
/** There is one zero: formulas and JSON can't tell two apart. */
const number = z.number().transform(value => (value === 0 ? 0 : value))
const reference = z.strictObject({ param: word })
const series = z.union([number, z.boolean(), z.enum(['NaN', 'Infinity', '-Infinity']), reference])
const setting = z.union([number, z.boolean(), z.string().max(80), reference])

const place = {
  id,
  x: coordinate,
  y: coordinate,
  name: z.string().max(80).optional(),
  pinned: z.boolean().optional(),
}
const clock = {
  timeframe: z.enum(TIMEFRAMES).optional(),
  symbol: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/)
    .optional(),
}
const values = z.record(word, series).default({})
const settings = z.record(word, setting).default({})
const codePort = z.strictObject({ name: word, kind: z.enum(['number', 'bool']) })

const operator = z.strictObject({
  kind: z.literal('operator'),
  ...place,
  ...clock,
  entry: z.string().max(64),
  params: settings,
  values,
})
const constant = z.strictObject({ kind: z.literal('constant'), ...place, value: series })
/** `bars`: a function of one bar and a state. `series`: a function of whole series, as a formula writes it. */
const code = z.strictObject({
  kind: z.literal('code'),
  ...place,
  over: z.enum(['bars', 'series']),
  source: z.string().max(60_000),
  inputs: z.array(codePort).max(40),
  outputs: z.array(codePort).max(24),
  values,
})
const use = z.strictObject({
  kind: z.literal('subgraph'),
  ...place,
  use: id,
  version: z.number().int().min(1),
  params: settings,
  values,
})
const output = z.strictObject({ kind: z.literal('output'), ...place, output: z.enum(OUTPUTS), values })
const column = z.strictObject({ kind: z.literal('column'), ...place, column: z.string().max(64), values })
const inlet = z.strictObject({ kind: z.literal('input'), ...place, port: word })
const outlet = z.strictObject({ kind: z.literal('result'), ...place, port: word, values })

const end = z.strictObject({ block: id, port: z.string().max(64) })
const wire = z.strictObject({ from: end, to: end })
const wires = z
  .array(wire)
  .max(MOST_BLOCKS * 8)
  .default([])

const bound = z.number().optional()
const declaration = z.discriminatedUnion('kind', [
  z.strictObject({
    name: word,
    title: title.default(''),
    kind: z.enum(['int', 'num']),
    default: z.number(),
    min: bound,
    max: bound,
    step: bound,
  }),
  z.strictObject({ name: word, title: title.default(''), kind: z.literal('bool'), default: z.boolean() }),
  z.strictObject({
    name: word,
    title: title.default(''),
    kind: z.literal('choice'),
    default: z.string().max(80),
    choices: z.array(z.string().max(80)).min(1).max(100),
  }),
])
const declarations = z.array(declaration).max(100).default([])

const box = {
  id,
  x: coordinate,
  y: coordinate,
  width: z.number().min(0).max(1e5),
  height: z.number().min(0).max(1e5),
}

/** What explains a drawing and computes nothing: on every sheet, and in no program. */
const frames = z
  .array(
    z.strictObject({
      ...box,
      title,
      color: z.string().max(32),
      collapsed: z.boolean().optional(),
      /** What a collapsed frame hides; an open one holds what stands in it. */
      members: z.array(id).max(MOST_BLOCKS).optional(),
    }),
  )
  .max(MOST_FRAMES)
  .default([])
const notes = z
  .array(z.strictObject({ ...box, text: z.string().max(10_000) }))
  .max(MOST_NOTES)
  .default([])

const port = z.strictObject({ name: word, title: title.default(''), kind: z.enum(['number', 'bool', 'any']) })
const subgraph = z.strictObject({
  name: z.string().max(80),
  version: z.number().int().min(1),
  inputs: z.array(port).max(40).default([]),
  outputs: z.array(port).max(40).default([]),
  params: declarations,
  blocks: z
    .array(z.discriminatedUnion('kind', [operator, constant, code, use, inlet, outlet]))
    .max(MOST_BLOCKS),
  wires,
  frames,
  notes,
})

export const graphSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().max(80),
  timeframe: z.enum(TIMEFRAMES).nullable().default(null),
  params: declarations,
  blocks: z
    .array(z.discriminatedUnion('kind', [operator, constant, code, use, output, column]))
    .max(MOST_BLOCKS),
  wires,
  subgraphs: z.record(id, subgraph).default({}),
  frames,
  notes,
})

export type GraphDocument = z.output<typeof graphSchema>
/** As it may be written: what has a default may be left out. */
export type GraphInput = z.input<typeof graphSchema>
export type Subgraph = z.output<typeof subgraph>
export type GraphBlock = GraphDocument['blocks'][number] | Subgraph['blocks'][number]
export type OperatorBlock = z.output<typeof operator>
export type ConstantBlock = z.output<typeof constant>
export type CodeBlock = z.output<typeof code>
export type OutputBlock = z.output<typeof output>
export type ColumnBlock = z.output<typeof column>
export type Wire = z.output<typeof wire>
/** What stands on a port in place of a wire. */
export type PortValue = z.output<typeof series>
export type Setting = z.output<typeof setting>
export type Declaration = z.output<typeof declaration>

export type ReadGraph =
  | { readonly ok: true; readonly graph: GraphDocument }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }

/** Most problems told of one broken document. */
const MOST_TOLD = 20

/** The text of a document as a graph of the present version. */
export function readGraph(text: string): ReadGraph {
  if (text.length > MOST_TEXT)
    return refusal('too-large', `The document is longer than ${MOST_TEXT / 1_000_000} MB. Split it.`)
  const raw = parseJson(text)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refusal('bad-document', 'The document is no JSON object. Open and save it with the editor.')
  const version: unknown = 'version' in raw ? raw.version : undefined
  const present = migrations.length + 1
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > present)
    return refusal(
      'bad-document',
      `The document says version ${shown(version)}; versions 1 to ${present} can be read.`,
    )
  const migrated = migrations
    .slice(version - 1)
    .reduce((document, migrate) => migrate(document), raw as object)
  const read = graphSchema.safeParse(migrated)
  if (read.success) return { ok: true, graph: read.data }
  return {
    ok: false,
    problems: read.error.issues
      .slice(0, MOST_TOLD)
      .map(issue =>
        problem(
          'bad-document',
          `${issue.path.join('.').slice(0, 200) || 'The document'}: ${issue.message.slice(0, 400)}.`,
          blockAt(raw, issue.path),
        ),
      ),
  }
}

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : 'nothing known')

const refusal = (...said: Parameters<typeof problem>): ReadGraph => ({
  ok: false,
  problems: [problem(...said)],
})

/** The block that a path of the document leads into. */
function blockAt(raw: object, path: readonly PropertyKey[]): { block?: string } {
  if (path[0] !== 'blocks' || typeof path[1] !== 'number' || !('blocks' in raw) || !Array.isArray(raw.blocks))
    return {}
  const block: unknown = raw.blocks[path[1]]
  return typeof block === 'object' && block !== null && 'id' in block && typeof block.id === 'string'
    ? { block: block.id.slice(0, 64) }
    : {}
}
