import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Compiled, Document } from '../../sandbox/compile/compile'
import type { CompileProblem } from '../../sandbox/compile/problems'
import type { ParamValue } from '../../sandbox/ir/program'
import { compileDocument } from '../guests/compile'
import { UsageError } from './usage'

const KINDS: Readonly<Record<string, Document['kind']>> = {
  '.json': 'graph',
  '.ts': 'formula',
  '.js': 'formula',
}

/** A file as a document. What kind of code it is, compiling tells. */
export async function readDocument(file: string): Promise<Document> {
  const kind = KINDS[path.extname(file).toLowerCase()]
  if (!kind) throw new UsageError(`${file}: a document is a .json graph, or a .ts or .js formula or script.`)
  return { kind, document: await readText(file) }
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} can’t be read: ${reason(error)}.`)
  }
}

export function reason(error: unknown): string {
  const { code } = error as { code?: string }
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'ENOTDIR') return 'it is no folder'
  if (code === 'EACCES') return 'you may not read it'
  return error instanceof Error ? error.message : String(error)
}

export const compileFile = async (
  file: string,
  params: Readonly<Record<string, ParamValue>>,
): Promise<Compiled> => compileDocument({ ...(await readDocument(file)), params })

/** Values of --param name=value. */
export function paramsFrom(given: readonly string[]): Record<string, ParamValue> {
  return Object.fromEntries(
    given.map(each => {
      const at = each.indexOf('=')
      if (at <= 0) throw new UsageError(`--param ${each}: write --param name=value.`)
      return [each.slice(0, at).trim(), paramValue(each.slice(at + 1).trim())]
    }),
  )
}

export function paramValue(text: string): ParamValue {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text)
  return text !== '' && !Number.isNaN(number) ? number : text
}

/** `file:line:column code message`, or the block's id where there are no lines. */
export function problemLine(
  file: string,
  { code, message, severity, line, column, block, port }: CompileProblem,
): string {
  const place =
    line !== undefined
      ? `:${line}:${column ?? 1}`
      : block === undefined
        ? ''
        : `:${block}${port ? `.${port}` : ''}`
  return `${file}${place} ${code}${severity === 'warning' ? ' (warning)' : ''} ${message}`
}
