import { Refusal } from './refusal'
import { bare, childrenOf, isFunction, isNode, nameOf, type Tree, walk } from './tree'

/** Methods that change the list, map or set they are called on. */
const CHANGING = new Set(
  'push pop shift unshift splice sort reverse fill copyWithin set add delete clear'.split(' '),
)

/**
 * Refuses code that remembers anything in what stands outside its functions: such a memory is shared by all symbols of a screen
 * and gone after a restart. `outer` are the names declared there.
 */
export function refuseOuterState(parts: readonly Tree[], outer: ReadonlySet<string>, filter: boolean): void {
  const inspect = (node: Tree, names: ReadonlySet<string>, inside: boolean): void => {
    const seen = isFunction(node) ? without(names, declaredIn(node)) : names
    const within = inside || isFunction(node)
    const changed = within ? changedBy(node) : null
    if (changed && seen.has(changed))
      throw new Refusal(
        'not-supported',
        `${changed} stands outside the function and would be shared by all symbols. ${
          filter ? 'Work it out from the klines' : `Keep it in state: state.${changed}`
        }.`,
        node,
      )
    for (const child of childrenOf(node)) inspect(child, seen, within)
  }
  for (const part of parts) inspect(part, outer, false)
}

/** The variable that an expression changes, itself or something in it. */
function changedBy(node: Tree): string | null {
  switch (node.type) {
    case 'AssignmentExpression':
      return rootOf(node.left)
    case 'UpdateExpression':
      return rootOf(node.argument)
    case 'UnaryExpression':
      return node.operator === 'delete' ? rootOf(node.argument) : null
    case 'CallExpression': {
      const callee = bare(node.callee as Tree)
      const method = callee.type === 'MemberExpression' ? nameOf(callee.property) : null
      return method && CHANGING.has(method) ? rootOf(callee.object) : null
    }
    default:
      return null
  }
}

/** `list` of `list[0].x`. */
function rootOf(value: unknown): string | null {
  if (!isNode(value)) return null
  const node = bare(value)
  return node.type === 'MemberExpression' ? rootOf(node.object) : nameOf(node)
}

/** Names of a function's arguments and of everything declared in it. */
export function declaredIn(node: Tree): Set<string> {
  const names = new Set<string>()
  const add = (pattern: unknown) => {
    if (isNode(pattern)) for (const part of walk(pattern)) if (nameOf(part)) names.add(nameOf(part)!)
  }
  for (const param of node.params as readonly Tree[]) add(param)
  const body = node.body as Tree
  for (const part of walk(body, each => each === body || !isFunction(each))) {
    if (part.type === 'VariableDeclarator') add(part.id)
    if (part.type === 'FunctionDeclaration' || part.type === 'ClassDeclaration') add(part.id)
    if (part.type === 'CatchClause') add(part.param)
  }
  return names
}

const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...names].filter(name => !others.has(name)))
