// What leaves the fence when a document has been recorded, as schemas: it is hostile text until it has passed them.
import { z } from 'zod'
import { OUTPUTS } from '../ir/program'
import { TIMEFRAMES } from '../ir/timeframe'
import { PROBLEM_CODES, type ProblemCode } from './problems'
import { MOST_CALLS } from './trace'

const index = z.number().int().min(0).max(1_000_000)
const ticket = z.tuple([index, index])
const numberText = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const input = z.union([
  ticket,
  z.strictObject({ n: numberText }),
  z.strictObject({ b: z.boolean() }),
  z.null(),
])
const name = z.string().max(80)
const title = z.string().max(200)
const place = z.tuple([index, index])
const bound = z.number().nullable()
const code = z.enum(Object.keys(PROBLEM_CODES) as ProblemCode[]) // the table's own keys
const symbolName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/)

export const declarationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    name,
    kind: z.enum(['int', 'num']),
    value: z.number(),
    default: z.number(),
    min: bound,
    max: bound,
    step: bound,
    title,
  }),
  z.strictObject({ name, kind: z.literal('bool'), value: z.boolean(), default: z.boolean(), title }),
  z.strictObject({
    name,
    kind: z.literal('choice'),
    value: title,
    default: title,
    choices: z.array(title).max(100),
    title,
  }),
])

/** What tracing a formula or a script's columns recorded. */
export const traceSchema = z.strictObject({
  kind: z.enum(['formula', 'script']),
  name,
  timeframe: z.enum(TIMEFRAMES).nullable(),
  params: z.array(declarationSchema).max(100),
  clocks: z.array(z.tuple([z.enum(TIMEFRAMES).nullable(), symbolName.nullable()])).max(MOST_CALLS),
  /** Entry (or −1 − number of a script), inputs in port order, parameters, clock. */
  calls: z
    .array(
      z.tuple([
        z.number().int().min(-MOST_CALLS).max(1_000_000),
        z.array(input).max(64),
        z.record(z.string(), z.union([z.number(), z.boolean(), z.string().max(80)])),
        index,
      ]),
    )
    .max(MOST_CALLS),
  marks: z.array(place.nullable()).max(MOST_CALLS),
  names: z.array(z.tuple([index, index, name])).max(MOST_CALLS * 8),
  /** Call, parameter or `#port`, declared parameter that was given there. */
  refs: z.array(z.tuple([index, name, name])).max(MOST_CALLS * 4),
  outputs: z.partialRecord(z.enum(OUTPUTS), input),
  columns: z.array(z.tuple([name, input])).max(64),
  scripts: z.array(z.strictObject({ at: index, fields: z.array(name).max(64) })).max(64),
  warnings: z
    .array(z.strictObject({ code, message: z.string().max(400), line: index, column: index }))
    .max(50),
})
export type Trace = z.output<typeof traceSchema>
export type TraceInput = z.output<typeof input>

export const shapeSchema = z.strictObject({
  code: z.string().max(300_000),
  text: z.string().max(300_000),
  outputs: z
    .array(z.strictObject({ name, kind: z.enum(['bool', 'number']), from: z.enum(['output', 'columns']) }))
    .max(200),
  fields: z.array(name).max(16),
  reads: z.array(z.strictObject({ name, line: index, column: index })).max(2_000),
  usesParams: z.boolean(),
  readsPosition: z.boolean(),
  keepsState: z.boolean(),
  pieces: z.array(z.strictObject({ line: index, userLine: index, userColumn: index })).max(2_000),
})
export type Shape = z.output<typeof shapeSchema>

/** Of a block in sub-graphs: some sixteen ids of 64 characters. */
const LONGEST_PATH = 1_200

export const problemSchema = z.strictObject({
  code,
  message: z.string().max(1_000),
  severity: z.enum(['error', 'warning']),
  line: index.exactOptional(),
  column: index.exactOptional(),
  block: z.string().max(LONGEST_PATH).exactOptional(),
  port: z.string().max(200).exactOptional(),
})

/** Lines of a printed graph and the block each statement stands for. */
const statement = z.strictObject({ from: index, to: index, block: z.string().max(LONGEST_PATH) })

export const recordingSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('trace'),
    /** JSON of a `traceSchema`, as the guest wrote it. */
    trace: z.string(),
    shapes: z.array(shapeSchema).max(64),
    filter: z.boolean(),
    /** Of a graph that was printed because it holds code. */
    statements: z.array(statement).max(5_000),
    problems: z.array(problemSchema).max(2_000),
  }),
  z.strictObject({
    form: z.literal('graph'),
    document: z.string(),
    params: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  }),
])
export type Recording = z.output<typeof recordingSchema>
export type TraceRecording = Extract<Recording, { form: 'trace' }>

/** JSON as a value; null for what is none, and for what nests so deeply that reading it is refused. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
