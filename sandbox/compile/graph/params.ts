import type { ParamDeclaration, ParamValue } from '../../ir/program'
import { type CompileProblem, problem } from '../problems'
import type { Declaration } from './document'

export interface DeclaredParams {
  readonly declarations: readonly ParamDeclaration[]
  readonly values: Readonly<Record<string, ParamValue>>
  readonly problems: readonly CompileProblem[]
}

/** A graph's own parameters with their values: the defaults, unless `overrides` has others. */
export function declaredParams(
  params: readonly Declaration[],
  overrides: Readonly<Record<string, ParamValue>>,
): DeclaredParams {
  const problems: CompileProblem[] = []
  const declarations: ParamDeclaration[] = []
  const values: Record<string, ParamValue> = {}
  for (const declared of params) {
    const { name } = declared
    if (Object.hasOwn(values, name)) {
      problems.push(problem('bad-param', `The parameter ${name} is declared twice. Rename one.`))
      continue
    }
    const given = Object.hasOwn(overrides, name) ? overrides[name] : undefined
    const whole = given === undefined ? declared.default : given
    const declaration = valued(declared, whole) ?? valued(declared, declared.default)
    if (!fits(declared, declared.default) || !declaration) {
      problems.push(
        problem(
          'bad-param',
          `The parameter ${name} has a default that it can’t have. It must be ${wanted(declared)}.`,
        ),
      )
      continue
    }
    if (!fits(declared, whole))
      problems.push(
        problem('bad-param', `The parameter ${name} is ${String(whole)}; it must be ${wanted(declared)}.`),
      )
    declarations.push(declaration)
    values[name] = declaration.value
  }
  for (const name of Object.keys(overrides))
    if (!Object.hasOwn(values, name))
      problems.push(
        problem(
          'bad-param',
          `There is no parameter ${name}; there is ${Object.keys(values).join(', ') || 'none'}.`,
        ),
      )
  return { declarations, values, problems }
}

function fits(declared: Declaration, value: ParamValue): boolean {
  switch (declared.kind) {
    case 'bool':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && declared.choices.includes(value)
    default:
      return (
        typeof value === 'number' &&
        value >= (declared.min ?? -Infinity) &&
        value <= (declared.max ?? Infinity) &&
        (declared.kind === 'num' || Number.isInteger(value))
      )
  }
}

/** The declaration with that value; null where it does not fit. */
function valued(declared: Declaration, value: ParamValue): ParamDeclaration | null {
  if (!fits(declared, value)) return null
  const { name, title } = declared
  switch (declared.kind) {
    case 'bool':
      return typeof value === 'boolean'
        ? { name, title, kind: 'bool', value, default: declared.default }
        : null
    case 'choice':
      return typeof value === 'string'
        ? { name, title, kind: 'choice', value, default: declared.default, choices: declared.choices }
        : null
    default: {
      const { kind, default: usual, min = null, max = null, step = null } = declared
      return typeof value === 'number' ? { name, title, kind, value, default: usual, min, max, step } : null
    }
  }
}

function wanted(declared: Declaration): string {
  switch (declared.kind) {
    case 'bool':
      return 'true or false'
    case 'choice':
      return `one of ${declared.choices.join(', ')}`
    default: {
      const { min, max } = declared
      const number = declared.kind === 'int' ? 'a whole number' : 'a number'
      return `${number}${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` to ${max}`}`
    }
  }
}
