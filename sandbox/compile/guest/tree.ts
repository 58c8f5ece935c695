import type { Node } from 'acorn'

// The parser's nodes as they are walked here: acorn's types name neither TypeScript's nodes nor their fields.
export type Tree = Node & Record<string, unknown>

export const isNode = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string'

/** Child nodes, in the order of the source as far as the parser keeps it. */
export function* childrenOf(node: Tree): Generator<Tree> {
  for (const [key, child] of Object.entries(node)) {
    if (key === 'loc' || key === 'parent') continue
    if (Array.isArray(child)) {
      for (const each of child) if (isNode(each)) yield each
    } else if (isNode(child)) yield child
  }
}

/** The node and everything in it, down to where `into` says no. */
export function* walk(node: Tree, into: (node: Tree) => boolean = () => true): Generator<Tree> {
  yield node
  if (!into(node)) return
  for (const child of childrenOf(node)) yield* walk(child, into)
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
