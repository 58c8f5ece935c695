import { bare, isFunction, isNode, nameOf, type Tree, walk } from './tree'

type Spots = Record<string, readonly [line: number, column: number]>

/** Where the settings of a `strategy` call and what its function returns stand: `timeframe`, `params.length`, `return.filter`. */
export function writtenOut({ arguments: given }: Tree): Spots {
  const [settings, body] = (given as readonly Tree[]).map(bare)
  const spots: Spots = {}
  if (settings) add(spots, settings, '')
  if (body && isFunction(body))
    for (const returned of returnsOf(body)) {
      spots.return ??= spotOf(returned)
      add(spots, returned, 'return.')
    }
  return spots
}

/** The keys of an object, and those of the objects in it that documents have. */
function add(spots: Spots, node: Tree, path: string): void {
  if (node.type !== 'ObjectExpression') return
  for (const property of node.properties as readonly Tree[]) {
    const { key, value, computed } = property
    if (computed === true || !isNode(key)) continue
    const name = nameOf(key) ?? String(key.value)
    spots[path + name] ??= spotOf(key)
    if ((name === 'params' || name === 'columns') && isNode(value)) add(spots, bare(value), `${path}${name}.`)
  }
}

function* returnsOf(body: Tree): Generator<Tree> {
  const inner = body.body as Tree
  if (inner.type !== 'BlockStatement') yield bare(inner)
  else
    for (const part of walk(inner, each => !isFunction(each)))
      if (part.type === 'ReturnStatement' && isNode(part.argument)) yield bare(part.argument)
}

const spotOf = ({ loc }: Tree) => [loc!.start.line, loc!.start.column + 1] as const
