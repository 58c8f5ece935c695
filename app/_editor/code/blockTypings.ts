import { typeOfBlock } from './enclosed'

export interface Port {
  readonly name: string
  readonly kind: 'number' | 'bool'
}

interface BlockFunction {
  readonly over: 'bars' | 'series'
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

/** What the function of a code block is given and gives, as a declaration for its text. */
export function blockTypings(fileName: string, { over, inputs, outputs }: BlockFunction): string {
  const fields = (ports: readonly Port[], types: Readonly<Record<Port['kind'], string>>, optional = '') =>
    `{ ${ports.map(({ name, kind }) => `readonly ${name}${optional}: ${types[kind]}`).join('; ')} }`
  const made =
    over === 'bars'
      ? `BarFunction<${fields(inputs, { number: 'number', bool: 'boolean' })}, ${fields(outputs, { number: 'Answer', bool: 'Answer' }, '?')}>`
      : `(inputs: ${fields(inputs, { number: 'Series', bool: 'Condition' })}) => ${fields(outputs, { number: 'Series | Condition', bool: 'Condition' })}`
  return `type ${typeOfBlock(fileName)} = ${made}\n`
}
