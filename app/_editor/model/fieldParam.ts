// A field of a block and the parameters it could follow: one that is declared, or one made out of the field itself.
import type { ParamSpec } from '@/sandbox/catalogue/define'
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import { ownParams } from './edits/params'
import { paramsOf, type Scene } from './graphState'
import { paramSpecsOf, portsOfBlock } from './ports'
import { fieldsOf, paramField, valueField } from './record'

/** What a field holds, as the catalogue or a port declares it. */
export function specOfField({ graph }: Scene, block: GraphBlock, field: string): ParamSpec | null {
  const spec = paramSpecsOf(block, graph).find(each => paramField(each.name) === field)
  if (spec) return spec
  const port = portsOfBlock(block, graph).inputs.find(each => valueField(each.name) === field)
  const isConstant = block.kind === 'constant' && field === 'value'
  if (!port && !isConstant) return null
  const [name, title] = port ? [port.name, port.title] : ['value', block.name || 'Constant']
  const value = fieldsOf(block).find(each => each.field === field)?.value
  return port?.kind === 'bool' || typeof value === 'boolean'
    ? { name, title, kind: 'bool', default: value === true }
    : { name, title, kind: 'num', default: 0, min: -Infinity, max: Infinity }
}

/** The parameter that a field's value and bounds make, under a name that is free. */
export function declarationOf(scene: Scene, block: GraphBlock, field: string): Declaration | null {
  const spec = specOfField(scene, block, field)
  if (!spec) return null
  const value = fieldsOf(block).find(each => each.field === field)?.value
  const name = freeName(scene, block, spec.name)
  const { title } = spec
  switch (spec.kind) {
    case 'bool':
      return { name, title, kind: 'bool', default: typeof value === 'boolean' ? value : spec.default }
    case 'choice':
      return {
        name,
        title,
        kind: 'choice',
        choices: [...spec.choices],
        default: typeof value === 'string' ? value : spec.default,
      }
    default:
      return {
        name,
        title,
        kind: spec.kind,
        default: typeof value === 'number' ? value : spec.default,
        ...(Number.isFinite(spec.min) && { min: spec.min }),
        ...(Number.isFinite(spec.max) && { max: spec.max }),
        ...(spec.step !== undefined && { step: spec.step }),
      }
  }
}

/** The field's own name where nothing is called so; else the block's before it. */
function freeName(scene: Scene, block: GraphBlock, field: string): string {
  const taken = new Set([...ownParams(scene), ...paramsOf(scene)].map(({ name }) => name))
  const own = block.name ?? (block.kind === 'operator' ? block.entry : block.kind)
  const base =
    `${own}_${field}`
      .replace(/[^A-Za-z0-9_]/g, '')
      .replace(/^[^A-Za-z]+/, '')
      .slice(0, 36) || field
  const wanted = taken.has(field) || field === 'value' || field.length < 2 ? base : field
  let name = wanted
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`
  return name
}

/** Whether a parameter's every value is one that the field takes. */
export function canFollow(spec: ParamSpec, declared: Declaration): boolean {
  switch (spec.kind) {
    case 'bool':
      return declared.kind === 'bool'
    case 'choice':
      return declared.kind === 'choice' && declared.choices.every(choice => spec.choices.includes(choice))
    case 'int':
      return declared.kind === 'int'
    case 'num':
      return declared.kind === 'int' || declared.kind === 'num'
  }
}
