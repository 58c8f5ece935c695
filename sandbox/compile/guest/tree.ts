import type { Node } from 'acorn'

// The parser's nodes as they are walked here: acorn's types name neither TypeScript's nodes nor their fields.
export type Tree = Node & Record<string, unknown>

export const isNode = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string'

/** Child nodes, in the order of the source as far as the parser keeps it. */
export function childrenOf(node: Tree): Tree[] {
  const children: Tree[] = []
  for (const key in node) {
    if (key === 'loc' || key === 'parent') continue
    const child = node[key]
    if (typeof child !== 'object' || child === null) continue
    if (Array.isArray(child)) {
      for (const each of child) if (isNode(each)) children.push(each)
    } else if (isNode(child)) children.push(child)
  }
  return children
}

/** The node and everything in it, down to where `into` says no. */
export function* walk(node: Tree, into: (node: Tree) => boolean = () => true): Generator<Tree> {
  const rest = [node]
  for (let next = rest.pop(); next; next = rest.pop()) {
    yield next
    if (!into(next)) continue
    const children = childrenOf(next)
    for (let at = children.length - 1; at >= 0; at--) rest.push(children[at]!)
  }
}

export const isFunction = ({ type }: Tree): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration'

export const nameOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Identifier' ? String(value.name) : null

/** What stands inside type casts. */
export function bare(node: Tree): Tree {
  return /^TS(AsExpression|SatisfiesExpression|NonNullExpression|TypeAssertion)$/.test(node.type)
    ? bare(node.expression as Tree)
    : node
}
