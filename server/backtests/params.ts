import type { ParamDeclaration, ParamValue } from '../../sandbox/ir/program'

export interface ParamProblem {
  readonly name: string
  readonly message: string
}

type Values = Readonly<Record<string, ParamValue>>

/** What is wrong with values for the parameters a document declares: each sentence says what is allowed. */
export function paramProblems(
  declared: readonly ParamDeclaration[],
  values: Values,
): readonly ParamProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const declaration = declared.find(each => each.name === name)
    const message = declaration ? wrong(declaration, value) : unknown(name, declared)
    return message === null ? [] : [{ name, message }]
  })
}

const unknown = (name: string, declared: readonly ParamDeclaration[]): string =>
  `${name} is no parameter of this strategy. ${
    declared.length > 0 ? `It has ${declared.map(each => each.name).join(', ')}.` : 'It has none.'
  }`

function wrong(declared: ParamDeclaration, value: ParamValue): string | null {
  const { name } = declared
  const refused = (allowed: string) => `${name} is ${JSON.stringify(value)}; it must be ${allowed}.`
  switch (declared.kind) {
    case 'int':
    case 'num': {
      const fits =
        typeof value === 'number' &&
        (declared.kind === 'num' ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
        value >= (declared.min ?? -Infinity) &&
        value <= (declared.max ?? Infinity)
      return fits ? null : refused(allowedNumber(declared))
    }
    case 'bool':
      return typeof value === 'boolean' ? null : refused('true or false')
    case 'choice':
      return typeof value === 'string' && declared.choices.includes(value)
        ? null
        : refused(`one of ${declared.choices.join(', ')}`)
  }
}

function allowedNumber({ kind, min, max }: Extract<ParamDeclaration, { kind: 'int' | 'num' }>): string {
  const what = kind === 'int' ? 'a whole number' : 'a number'
  if (min !== null && max !== null) return `${what} from ${min} to ${max}`
  if (min !== null) return `${what} from ${min}`
  return max === null ? what : `${what} up to ${max}`
}

/** Without those that say what the document says by itself, so that the same question has one address. */
export const differing = (declared: readonly ParamDeclaration[], values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => declared.find(each => each.name === name)?.value !== value,
    ),
  )
