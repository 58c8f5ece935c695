import { bare, isFunction, isNode, nameOf, type Tree, walk } from './tree'

/** The declared parameter that an expression names: `params.length`, or a constant that stands for it. */
export function paramOf(node: Tree, names: ReadonlyMap<string, string>): string | null {
  const name = nameOf(node)
  if (name) return names.get(name) ?? null
  if (node.type !== 'MemberExpression' || node.computed) return null
  const object = bare(node.object as Tree)
  const of = object.type === 'MemberExpression' && !object.computed ? nameOf(object.property) : nameOf(object)
  return of === 'params' ? nameOf(node.property) : null
}

/**
 * Constants that stand for a declared parameter: `const length = params.length`, `({ params: { length } }) => …`. A name that
 * also stands for something else, or is assigned to, is none.
 */
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
  const bound = new Map<string, number>()
  for (const name of bindings(tree)) bound.set(name, (bound.get(name) ?? 0) + 1)
  for (const name of names.keys()) if (bound.get(name) !== 1) names.delete(name)
  return names
}

/** Every name that is declared or assigned to, as often as it is. */
function* bindings(tree: Tree): Generator<string> {
  for (const node of walk(tree)) {
    if (node.type === 'VariableDeclarator') yield* bindingsOf(node.id)
    if (node.type === 'CatchClause') yield* bindingsOf(node.param)
    if (node.type === 'AssignmentExpression') yield* bindingsOf(node.left)
    if (node.type === 'UpdateExpression') yield* bindingsOf(node.argument)
    if (node.type === 'ClassDeclaration' || node.type === 'FunctionDeclaration') yield* bindingsOf(node.id)
    if (isFunction(node)) for (const param of node.params as readonly Tree[]) yield* bindingsOf(param)
  }
}

function* bindingsOf(pattern: unknown): Generator<string> {
  if (!isNode(pattern)) return
  const name = nameOf(pattern)
  if (name) yield name
  if (pattern.type === 'AssignmentPattern') yield* bindingsOf(pattern.left)
  if (pattern.type === 'RestElement') yield* bindingsOf(pattern.argument)
  if (pattern.type === 'ArrayPattern')
    for (const each of pattern.elements as readonly unknown[]) yield* bindingsOf(each)
  if (pattern.type === 'ObjectPattern')
    for (const each of pattern.properties as readonly Tree[])
      yield* bindingsOf(each.type === 'RestElement' ? each : each.value)
}

const NONE: ReadonlyMap<string, string> = new Map()
