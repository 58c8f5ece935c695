import { bare, isNode, nameOf, type Tree, walk } from './tree'

/** The declared parameter that an expression names: `params.length`, or a constant that stands for it. */
export function paramOf(node: Tree, names: ReadonlyMap<string, string>): string | null {
  const name = nameOf(node)
  if (name) return names.get(name) ?? null
  if (node.type !== 'MemberExpression' || node.computed) return null
  const object = bare(node.object as Tree)
  const of = object.type === 'MemberExpression' && !object.computed ? nameOf(object.property) : nameOf(object)
  return of === 'params' ? nameOf(node.property) : null
}

/** Constants that stand for a declared parameter: `const length = params.length`, `({ params: { length } }) => …`. */
export function paramNames(tree: Tree): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const pattern = (node: unknown) => {
    if (!isNode(node) || node.type !== 'ObjectPattern') return
    for (const { key, value } of node.properties as readonly Tree[]) {
      const [param, name] = [nameOf(key), nameOf(value)]
      if (param && name) names.set(name, param)
    }
  }
  for (const node of walk(tree)) {
    if (node.type === 'VariableDeclarator' && isNode(node.init)) {
      const [name, init] = [nameOf(node.id), bare(node.init)]
      const param = name && paramOf(init, NONE)
      if (param) names.set(name, param)
      const last = init.type === 'MemberExpression' ? nameOf(init.property) : nameOf(init)
      if (last === 'params') pattern(node.id)
    }
    if (node.type === 'Property' && nameOf(node.key) === 'params') pattern(node.value)
  }
  return names
}

const NONE: ReadonlyMap<string, string> = new Map()
