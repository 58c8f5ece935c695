// What a script remembers is what its function puts into `state`. TypeScript infers nothing from that; so it is told.
import { isOpen, type StepFunction } from './stepFunctions'
import type { Checker, Node, TypeScript } from './typescriptApi'

/** What is known of a state: each field with its type as text. */
export interface StateType {
  readonly fields: ReadonlyMap<string, string>
  /** It is handed on as a whole, or by names that are reckoned: what else is in it nobody can tell. */
  readonly isOpen: boolean
}

/** Before anything is known: a field that is read then adds nothing to what is put in. */
export const NOTHING: StateType = { fields: new Map(), isOpen: false }

/**
 * As it stands while fields are looked for: one of which nothing is known yet adds nothing to what is put in, and where that is
 * all there is, it counts as missing.
 */
export const asGuess = (type: StateType): string => written(type, 'undefined', '[name: string]: never')
export const asType = (type: StateType): string =>
  written(type, 'any', type.isOpen ? '[name: string]: any' : null)

function written({ fields }: StateType, unknown: string, others: string | null): string {
  const all = [
    ...Array.from(
      fields,
      ([name, type]) => `${isWord(name) ? name : JSON.stringify(name)}: ${type === 'never' ? unknown : type}`,
    ),
    ...(others ? [others] : []),
  ]
  return all.length > 0 ? `{ ${all.join('; ')} }` : '{}'
}
const isWord = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name)

export const sameType = (a: StateType, b: StateType): boolean =>
  a.isOpen === b.isOpen &&
  a.fields.size === b.fields.size &&
  [...a.fields].every(([name, type]) => b.fields.get(name) === type)

/** The types of a state's fields from what is put into them, as the checker sees it with the last guess in place. */
export function stateOf(ts: TypeScript, checker: Checker, step: StepFunction): StateType {
  const given = step.node.parameters[1]
  if (!given || !ts.isIdentifier(given.name)) return NOTHING
  const state = checker.getSymbolAtLocation(given.name)
  const name = given.name.text
  const fields = new Map<string, Field>()
  let handedOn = false
  const visit = (node: Node): void => {
    if (ts.isIdentifier(node) && node.text === name && checker.getSymbolAtLocation(node) === state) {
      const use = useOf(ts, node)
      if (use === null) handedOn = true
      else if (use.field !== '') note(ts, checker, fieldOf(fields, use.field), use.node)
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(step.node.body, visit)
  // a body that is one expression has no children of its own to begin with
  if (ts.isIdentifier(step.node.body)) visit(step.node.body)
  return {
    fields: new Map(Array.from(fields, ([field, seen]) => [field, typeOf(seen)] as const).filter(wasPut)),
    isOpen: handedOn,
  }
}

interface Field {
  /** Types of what is put in, as text. */
  readonly put: Set<string>
  /** It is given something that does not come from itself. */
  begins: boolean
  /** Somewhere it is asked whether it is there. */
  isAsked: boolean
}

const fieldOf = (fields: Map<string, Field>, name: string): Field => {
  const known = fields.get(name) ?? { put: new Set(), begins: false, isAsked: false }
  fields.set(name, known)
  return known
}

const wasPut = (entry: readonly [string, string | null]): entry is readonly [string, string] =>
  entry[1] !== null

/** `state.field` or `state['field']`; null where the state goes elsewhere as a whole. */
function useOf(ts: TypeScript, state: Node): { readonly field: string; readonly node: Node } | null {
  const { parent } = state
  if (ts.isPropertyAccessExpression(parent) && parent.expression === state)
    return { field: parent.name.text, node: parent }
  if (ts.isElementAccessExpression(parent) && parent.expression === state)
    return ts.isStringLiteral(parent.argumentExpression)
      ? { field: parent.argumentExpression.text, node: parent }
      : null
  // what is only looked into
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name))
    return parent.name.getText().includes('...') ? null : { field: '', node: parent }
  if (ts.isCallExpression(parent) && parent.expression.getText() === 'log') return { field: '', node: parent }
  return null
}

/** Takes in what one place says of a field. */
function note(ts: TypeScript, checker: Checker, field: Field, access: Node): void {
  const { SyntaxKind } = ts
  const node = outOfBrackets(ts, access)
  const { parent } = node
  if (ts.isBinaryExpression(parent)) {
    const sign = parent.operatorToken.kind
    if (parent.left === node && ASSIGNS.has(SyntaxKind, sign)) {
      field.put.add(typeText(ts, checker, sign === SyntaxKind.PlusEqualsToken ? parent : parent.right))
      if (sign === SyntaxKind.EqualsToken) field.begins ||= !mentions(parent.right, access)
      else field.isAsked ||= BEGINS.has(SyntaxKind, sign)
      return
    }
    if (parent.left === node && RECKONS_INTO.has(SyntaxKind, sign)) {
      field.put.add('number')
      return
    }
    if (!RECKONS.has(SyntaxKind, sign)) field.isAsked = true
    return
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    if (isStep(ts, parent.operator)) field.put.add('number')
    else if (parent.operator === SyntaxKind.ExclamationToken) field.isAsked = true
    return
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    if (parent.getText().includes('?.')) field.isAsked = true
    const call = parent.parent
    if (ts.isCallExpression(call) && call.expression === parent && /^(push|unshift)$/.test(parent.name.text))
      for (const each of call.arguments) field.put.add(`(${typeText(ts, checker, each)})[]`)
    else if (isWritten(ts, parent)) field.put.add('any')
    return
  }
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    if (isWritten(ts, parent)) field.put.add(WRITTEN_INTO)
    return
  }
  if (isWritten(ts, node)) field.put.add('any')
  else if (!ts.isReturnStatement(parent) && !ts.isPropertyAssignment(parent)) field.isAsked = true
}

const outOfBrackets = (ts: TypeScript, node: Node): Node =>
  ts.isParenthesizedExpression(node.parent) ? outOfBrackets(ts, node.parent) : node

/** `++` or `--`. */
const isStep = ({ SyntaxKind }: TypeScript, sign: number): boolean =>
  sign === SyntaxKind.PlusPlusToken || sign === SyntaxKind.MinusMinusToken

/** Whether a field is read in what it is given. */
function mentions(value: Node, access: Node): boolean {
  const [, ...behind] = value.getText().split(access.getText())
  return behind.some(rest => !/^[\w$]/.test(rest))
}

/** What a list is by itself, and anything else only by its first assignment. */
const WRITTEN_INTO = '[]'

/** The left side of an assignment, also inside a pattern. */
function isWritten(ts: TypeScript, node: Node): boolean {
  const { SyntaxKind } = ts
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at
    if (ts.isBinaryExpression(parent))
      return parent.left === at && isAssignment(ts, parent.operatorToken.kind)
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
      return isStep(ts, parent.operator)
    const isPattern =
      parent.kind === SyntaxKind.ArrayLiteralExpression ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      (ts.isPropertyAccessExpression(parent) && parent.expression === at) ||
      (ts.isElementAccessExpression(parent) && parent.expression === at)
    if (!isPattern) return false
  }
  return false
}

const isAssignment = ({ SyntaxKind }: TypeScript, sign: number): boolean =>
  ASSIGNS.has(SyntaxKind, sign) || RECKONS_INTO.has(SyntaxKind, sign)

/** A few of TypeScript's signs by the names it has for them. */
class Signs {
  readonly #names: readonly string[]
  constructor(names: string) {
    this.#names = names.split(' ').map(name => `${name}Token`)
  }
  has(kinds: TypeScript['SyntaxKind'], sign: number): boolean {
    return this.#names.some(name => kinds[name] === sign)
  }
}

const BEGINS = new Signs('QuestionQuestionEquals BarBarEquals')
const ASSIGNS = new Signs('Equals PlusEquals QuestionQuestionEquals BarBarEquals AmpersandAmpersandEquals')
const RECKONS_INTO = new Signs('MinusEquals AsteriskEquals SlashEquals PercentEquals AsteriskAsteriskEquals')
const RECKONS = new Signs(
  'Plus Minus Asterisk Slash Percent AsteriskAsterisk LessThan LessThanEquals GreaterThan GreaterThanEquals Comma',
)

/** The type of what is put in: of `3`, number. A value that is there only at times counts as what it is when it is. */
function typeText(ts: TypeScript, checker: Checker, put: Node): string {
  const type = checker.getNonNullableType(checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(put)))
  return checker.typeToString(type, put, ts.TypeFormatFlags.NoTruncation)
}

/** One kind of value gives a field its type; of several, or of what has no name here, anything may be in it. */
function typeOf({ put, begins, isAsked }: Field): string | null {
  if (put.size === 0) return null
  const isList = [...put].some(type => type.endsWith('[]') && type !== WRITTEN_INTO)
  const plain = [...put]
    .map(type => (/^\([^|>]*\)\[\]$/.test(type) ? `${type.slice(1, -3)}[]` : type))
    .filter(type => type !== 'never' && !(isList && type === WRITTEN_INTO))
  const known = new Set(plain.length > 1 ? plain.filter(type => type !== 'never[]') : plain)
  const [only = 'any'] = known
  if (known.size !== 1 || !isFit(only)) return plain.length === 0 ? 'never' : 'any'
  if (only === 'never[]') return 'any[]'
  return begins || isAsked ? only : `${only} | undefined`
}

/** What can be written down here, and reads as well as it is put. */
const isFit = (type: string): boolean =>
  type !== WRITTEN_INTO && !/\b(any|unknown|null|undefined|typeof|import)\b|=>|\|/.test(type)

export const hasState = ({ of, node }: StepFunction): boolean =>
  of !== 'strategy' && isOpen(node.parameters[1])
