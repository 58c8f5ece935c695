// The OpenAPI 3.1 document, made from the same schemas that check the calls.
import { z } from 'zod'
import { errorTable } from '../../errors'
import { REST_PATH, type RestRoute } from './routes'

type JsonSchema = Record<string, unknown>

export function openApi(routes: readonly RestRoute[], publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = `${REST_PATH}${route.path}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluice',
      version: '1',
      description:
        'What programs may do in a workspace. Make an API key under Settings, API keys, and send it as `Authorization: Bearer slc_…` or `X-API-Key`. The key decides the workspace; its scopes (read, run, trade) decide the calls.',
    },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }, { header: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
        header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
      schemas: { Problem: problem },
    },
  }
}

function operation({ call, path, method, summary, scope, input, output }: RestRoute) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const schema = input ? jsonSchema(input, 'input') : null
  const fields = (schema?.properties ?? {}) as Record<string, JsonSchema>
  const required = new Set((schema?.required ?? []) as string[])
  const inQuery =
    method === 'GET' || method === 'DELETE' ? Object.keys(fields).filter(name => !inPath.includes(name)) : []
  return {
    operationId: call,
    summary,
    tags: [call.split('.')[0]],
    'x-scope': scope,
    description: `Needs the scope \`${scope}\`.`,
    parameters: [
      ...inPath.map(name => ({
        name,
        in: 'path',
        required: true,
        schema: fields[name] ?? { type: 'string' },
      })),
      ...inQuery.map(name => ({ name, in: 'query', required: required.has(name), schema: fields[name] })),
    ],
    ...(schema &&
      inQuery.length === 0 &&
      method !== 'GET' &&
      method !== 'DELETE' && {
        requestBody: { required: true, content: { 'application/json': { schema: without(schema, inPath) } } },
      }),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: output ? jsonSchema(output, 'output') : {} } },
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function without(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (names.length === 0 || typeof schema.properties !== 'object') return schema
  const properties = Object.entries(schema.properties as JsonSchema).filter(([name]) => !names.includes(name))
  const required = ((schema.required ?? []) as string[]).filter(name => !names.includes(name))
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    ...(schema.required !== undefined && { required }),
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  })
  return rest
}

const problem = {
  type: 'object',
  required: ['title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence that says what happened and what to do' },
    code: { type: 'string', enum: Object.keys(errorTable) },
    message: { type: 'string' },
    requestId: { type: 'string' },
    values: { type: 'object', additionalProperties: true },
    fields: {
      type: 'object',
      description: 'Refused input fields by path',
      additionalProperties: { type: 'array', items: { type: 'string' } },
    },
  },
}
