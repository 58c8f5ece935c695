// The old shape of a screener's filter: a function of ticker and klines that returns true or false.
import { bare, isFunction, isNode, nameOf, type Tree, walk } from './tree'

/** For a document that is the body of that function alone. */
export const BODY_HEAD = '(ticker, klines, helpers, highVolumeNodes) => {'

const hasShape = (node: Tree): boolean => {
  if (!isFunction(node)) return false
  const [first, ...rest] = node.params as readonly Tree[]
  // of one argument a formula's author may have forgotten strategy(…)
  return first !== undefined && (rest.length > 0 ? rest.length < 4 : nameOf(first) === 'ticker')
}

/** The filter function of a document, `body` when the document is its body, null when it is something else. */
export function filterOf(tree: Tree, scope: ReadonlyMap<string, Tree>): Tree | 'body' | null {
  const statements = tree.body as readonly Tree[]
  const exported = statements.find(({ type }) => type === 'ExportDefaultDeclaration')
  if (exported) {
    const declared = bare(exported.declaration as Tree)
    const name = nameOf(declared)
    const node = name ? functionNamed(name, scope) : declared
    return node && isFunction(node) && hasShape(node) ? declared : null
  }
  const filter = functionNamed('filter', scope)
  if (filter && hasShape(filter)) return filter
  for (const node of walk(tree, each => !isFunction(each))) if (node.type === 'ReturnStatement') return 'body'
  const [only, ...rest] = statements.filter(({ type }) => type !== 'EmptyStatement')
  if (only?.type !== 'ExpressionStatement' || rest.length > 0) return null
  const expression = bare(only.expression as Tree)
  return isFunction(expression) && hasShape(expression) ? expression : null
}

function functionNamed(name: string, scope: ReadonlyMap<string, Tree>): Tree | null {
  const statement = scope.get(name)
  if (!statement) return null
  if (isFunction(statement)) return statement
  const declared = (statement.declarations as readonly Tree[] | undefined)?.find(
    ({ id }) => nameOf(id) === name,
  )
  const init = declared?.init
  return isNode(init) && isFunction(bare(init)) ? bare(init) : null
}
