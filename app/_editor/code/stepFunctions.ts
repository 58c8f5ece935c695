import type { Call, FunctionNode, Node, Parameter, TypeScript } from './typescriptApi'

/** A function that is written where it is used. */
export interface StepFunction {
  readonly node: FunctionNode
  /** Whose it is: a code block's, a formula's own; and of those that run bar by bar, a script's or one of `perBar` in a formula. */
  readonly of: 'block' | 'strategy' | 'script' | 'perBar'
  /** The parameters as `strategy({ params })` around it declares them. */
  readonly params: Node | null
}

/** The functions of a text that describe or decide. A block's text is one as a whole. */
export function stepFunctions(ts: TypeScript, file: Node, isBlock: boolean): readonly StepFunction[] {
  const found: StepFunction[] = []
  const whole = isBlock ? wholeFunction(ts, file) : null
  if (whole) found.push({ node: whole, of: 'block', params: null })
  const visit = (node: Node, params: Node | null): void => {
    let inside = params
    if (ts.isCallExpression(node)) {
      const called = ts.isIdentifier(node.expression) ? node.expression.text : ''
      if (called === 'strategy' || called === 'script') inside = paramsOf(ts, node) ?? params
      const of = called === 'strategy' || called === 'script' || called === 'perBar' ? called : null
      const last = node.arguments.at(-1)
      if (of && last && isFunction(ts, last)) found.push({ node: last, of, params: inside })
    }
    ts.forEachChild(node, child => visit(child, inside))
  }
  visit(file, null)
  return found
}

/** The function that a block's text is, if it is one: whatever stands around it in brackets. */
function wholeFunction(ts: TypeScript, file: Node): FunctionNode | null {
  let node: Node | undefined = ts.forEachChild(file, child => child)
  while (node && (ts.isExpressionStatement(node) || ts.isParenthesizedExpression(node)))
    node = node.expression
  return node && isFunction(ts, node) ? node : null
}

export const isFunction = (ts: TypeScript, node: Node): node is FunctionNode =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node)

/** `{ … }` of `strategy({ params: { … } })`. */
function paramsOf(ts: TypeScript, call: Call): Node | null {
  const [settings] = call.arguments
  if (!settings || !ts.isObjectLiteralExpression(settings)) return null
  for (const property of settings.properties)
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'params')
      return ts.isObjectLiteralExpression(property.initializer) ? property.initializer : null
  return null
}

/** An argument that says nothing of its type, and takes one. */
export const isOpen = (parameter: Parameter | undefined): parameter is Parameter =>
  parameter !== undefined && !parameter.type && !parameter.initializer && !parameter.dotDotDotToken
