import type { CatalogueEntry, KernelParams, ParamSpec, ParamValues } from '../catalogue/define'
import { BuildError } from './buildError'
import type { ParamValue } from './program'

/** Every parameter of the entry, given or default, checked against its bounds, keys ascending. */
export const resolveParams = (entry: CatalogueEntry, given: ParamValues): ParamValues => {
  for (const name of Object.keys(given))
    if (!entry.params.some(spec => spec.name === name))
      throw new BuildError(
        'unknown-param',
        `${entry.id} has no parameter "${name}"; it has ${namesOf(entry)}.`,
        { entry: entry.id, param: name },
      )
  const resolved: Record<string, ParamValue> = {}
  for (const name of entry.params.map(spec => spec.name).sort()) {
    const spec = entry.params.find(one => one.name === name)!
    resolved[name] = checked(entry, spec, given[name] ?? spec.default)
  }
  return resolved
}

const namesOf = (entry: CatalogueEntry): string => entry.params.map(spec => spec.name).join(', ') || 'none'

const checked = (entry: CatalogueEntry, spec: ParamSpec, value: ParamValue): ParamValue => {
  const refuse = (wanted: string): never => {
    throw new BuildError(
      'bad-param',
      `${entry.id}: ${spec.name} is ${String(value)}; it must be ${wanted}.`,
      {
        entry: entry.id,
        param: spec.name,
      },
    )
  }
  switch (spec.kind) {
    case 'bool':
      return typeof value === 'boolean' ? value : refuse('true or false')
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value)
        ? value
        : refuse(`one of ${spec.choices.join(', ')}`)
    case 'int':
    case 'num': {
      const whole = spec.kind === 'int' ? 'a whole number' : 'a number'
      if (
        typeof value !== 'number' ||
        (spec.kind === 'int' && !Number.isInteger(value)) ||
        !(value >= spec.min && value <= spec.max)
      )
        return refuse(`${whole} from ${spec.min} to ${spec.max}`)
      return value
    }
  }
}

/** Parameters as kernels read them: bool as 0 and 1, a choice as its place in the list. */
export const kernelParams = (entry: CatalogueEntry, params: ParamValues): KernelParams => {
  const numbers: Record<string, number> = {}
  for (const spec of entry.params) {
    const value = params[spec.name]!
    numbers[spec.name] =
      typeof value === 'number'
        ? value
        : spec.kind === 'choice'
          ? spec.choices.indexOf(value as string)
          : value
            ? 1
            : 0
  }
  return numbers
}
