import { FILTER_BARS } from '../host/script/script'
import { hashText } from '../ir/digest'
import type { ParamValue, ProgramScript } from '../ir/program'
import type { Shape } from './recording'

/** A script as programs keep it, from what reading its source found out. */
export function scriptOf(
  shape: Shape,
  fields: readonly string[],
  values: Readonly<Record<string, ParamValue>>,
  filter: boolean,
): ProgramScript {
  const { code, outputs, usesParams, readsPosition, keepsState, pieces } = shape
  const source = filter ? `script({},0,__filter(\n${code}\n))` : `script({},0,(\n${code}\n))`
  const params = usesParams ? values : {}
  const bars = filter ? FILTER_BARS : keepsState ? 0 : 1
  const sorted = Object.keys(params).sort()
  const identity = [source, fields, outputs.map(({ name, kind, from }) => [name, kind, from]), bars]
  const digest = hashText(JSON.stringify([...identity, sorted.map(name => [name, params[name]])]))
  // the source has one line before the code
  const places = pieces.map(piece => ({ ...piece, line: piece.line + 1 }))
  return { digest, source, fields, outputs, params, bars, readsPosition, places }
}

/** A place in a script's source, in the lines of its document. */
export function placeInDocument(
  { places }: ProgramScript,
  line: number | null,
  column: number | null,
): { readonly line: number | null; readonly column: number | null } {
  if (line === null) return { line, column }
  const piece = places.filter(place => place.line <= line).at(-1)
  if (!piece) return { line: null, column: null }
  const first = piece.line === line
  return {
    line: piece.userLine + line - piece.line,
    column: column !== null && first ? piece.userColumn + column - 1 : column,
  }
}
