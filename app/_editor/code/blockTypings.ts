import type { Declaration } from '@/sandbox/compile/graph/document'

/** Texts under such names are functions of code blocks. */
const NAME = /^file:\/\/\/code\/block-(\d+)\.ts$/

/** What a block's function has to be, by the name of its text; null for any other text. */
export const typeOfBlock = (fileName: string): string | null => {
  const number = NAME.exec(fileName)?.[1]
  return number === undefined ? null : `CodeBlock${number}`
}

export interface Port {
  readonly name: string
  readonly kind: 'number' | 'bool'
}

interface BlockFunction {
  readonly over: 'bars' | 'series'
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Parameters of the strategy, or of the sub-graph, that the block stands in. */
  readonly params: readonly Declaration[]
}

/** What the function of a code block is given and gives, as a declaration for its text. */
export function blockTypings(fileName: string, { over, inputs, outputs, params }: BlockFunction): string {
  const fields = (ports: readonly Port[], types: Readonly<Record<Port['kind'], string>>, optional = '') =>
    record(ports.map(({ name, kind }) => `readonly ${name}${optional}: ${types[kind]}`))
  const made =
    over === 'bars'
      ? `BarFunction<${fields(inputs, { number: 'number', bool: 'boolean' })}, ${fields(outputs, { number: 'Answer', bool: 'Answer' }, '?')}, ${record(params.map(each => `readonly ${each.name}: ${typeOfParam(each)}`))}>`
      : `(inputs: ${fields(inputs, { number: 'Series', bool: 'Condition' })}) => ${fields(outputs, { number: 'Series | Condition', bool: 'Condition' })}`
  return `type ${typeOfBlock(fileName)} = ${made}\n`
}

const record = (fields: readonly string[]): string => (fields.length > 0 ? `{ ${fields.join('; ')} }` : '{}')

const typeOfParam = (param: Declaration): string => {
  switch (param.kind) {
    case 'bool':
      return 'boolean'
    case 'choice':
      return param.choices.map(choice => JSON.stringify(choice)).join(' | ')
    default:
      return 'number'
  }
}
