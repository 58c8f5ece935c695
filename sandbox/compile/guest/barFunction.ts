// What a script's function says of itself before it runs: what it returns, what it reads, what of the file it needs.
import { declaredIn, refuseOuterState } from './outerState'
import { Refusal } from './refusal'
import { bare, isFunction, isNode, nameOf, type Tree, walk } from './tree'

/** A piece of the user's text inside a script's source: where it begins in both. */
export interface ScriptPiece {
  readonly line: number
  readonly userLine: number
  readonly userColumn: number
}

export interface ScriptShape {
  /** The function as one expression of plain JavaScript, with what it needs of the file. */
  readonly code: string
  /** The same as its author wrote it, types and all. */
  readonly text: string
  readonly outputs: readonly {
    readonly name: string
    readonly kind: 'bool' | 'number'
    readonly from: 'output' | 'columns'
  }[]
  /** Fields of the bar that it reads, among those every bar has. */
  readonly fields: readonly string[]
  /** What else it reads of the bar, by name: columns, or typing errors. */
  readonly reads: readonly { readonly name: string; readonly line: number; readonly column: number }[]
  readonly usesParams: boolean
  readonly readsPosition: boolean
  /** Whether it remembers anything from bar to bar. */
  readonly keepsState: boolean
  readonly pieces: readonly ScriptPiece[]
}

const BAR_FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume']
const BOOLEAN = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof'])
const SIGNALS = new Set(['filter', 'long', 'short', 'exitLong', 'exitShort'])
const DEEPEST = 8

type Scope = ReadonlyMap<string, Tree>

/** Names declared at the top of the file, each with its statement. */
export function topLevel(program: Tree): Map<string, Tree> {
  const names = new Map<string, Tree>()
  for (const statement of program.body as readonly Tree[]) {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (!isNode(inner)) continue
    if (inner.type === 'FunctionDeclaration' || inner.type === 'ClassDeclaration') {
      const name = nameOf(inner.id)
      if (name) names.set(name, inner)
    } else if (inner.type === 'VariableDeclaration')
      for (const { id } of inner.declarations as readonly Tree[])
        for (const part of walk(id as Tree)) if (nameOf(part)) names.set(nameOf(part)!, inner)
  }
  return names
}

const initialiser = (statement: Tree | undefined, name: string): Tree | null => {
  if (!statement) return null
  if (isFunction(statement)) return statement
  const declared = (statement.declarations as readonly Tree[] | undefined)?.find(
    ({ id }) => nameOf(id) === name,
  )
  return declared && isNode(declared.init) ? bare(declared.init) : null
}

const isCallOfFunction = (node: Tree): boolean =>
  node.type === 'CallExpression' && isFunction(bare(node.callee as Tree))

/** The function an expression stands for: itself, one declared in the file, or what `(() => { … return f })()` returns. */
export function functionOf(expression: Tree, scope: Scope, depth = 0): Tree | null {
  const node = bare(expression)
  if (depth > DEEPEST) return null
  if (isFunction(node)) return node
  const name = nameOf(node)
  if (name) {
    const found = initialiser(scope.get(name), name)
    return found && functionOf(found, scope, depth + 1)
  }
  if (!isCallOfFunction(node)) return null
  const wrapper = bare(node.callee as Tree)
  const inner = new Map([...scope, ...locals(wrapper)])
  const [returned] = returnsOf(wrapper)
  return returned ? functionOf(returned, inner, depth + 1) : null
}

/** Declarations directly inside a function, each name with its statement. */
function locals(node: Tree): Map<string, Tree> {
  const names = new Map<string, Tree>()
  const body = node.body as Tree
  for (const part of walk(body, each => each === body || !isFunction(each))) {
    if (part.type === 'VariableDeclaration')
      for (const { id } of part.declarations as readonly Tree[]) if (nameOf(id)) names.set(nameOf(id)!, part)
    if (part.type === 'FunctionDeclaration' && nameOf(part.id)) names.set(nameOf(part.id)!, part)
  }
  return names
}

function returnsOf(node: Tree): Tree[] {
  const body = node.body as Tree
  if (body.type !== 'BlockStatement') return [bare(body)]
  const returns: Tree[] = []
  for (const part of walk(body, each => !isFunction(each)))
    if (part.type === 'ReturnStatement' && isNode(part.argument)) returns.push(bare(part.argument))
  return returns
}

/** What the function may return, key by key. Refuses what can't be known without running it. */
class Returned {
  readonly outputs = new Map<string, ScriptShape['outputs'][number]>()

  add(name: string, kind: 'bool' | 'number', from: 'output' | 'columns'): void {
    const key = `${from}.${name}`
    // one place that gives a number makes it a number
    if (this.outputs.get(key)?.kind !== 'number') this.outputs.set(key, { name, kind, from })
  }

  function(node: Tree, outer: Scope, depth: number): void {
    const scope = new Map([...outer, ...locals(node)])
    for (const name of parametersOf(node)) scope.delete(name)
    for (const value of returnsOf(node)) this.value(value, scope, node, depth)
  }

  value(given: Tree, scope: Scope, within: Tree, depth: number): void {
    const node = bare(given)
    const name = nameOf(node)
    if (depth > DEEPEST) unreadable(node)
    switch (node.type) {
      case 'ObjectExpression':
        this.#object(node, scope, within, depth)
        return
      case 'ConditionalExpression':
        this.value(node.consequent as Tree, scope, within, depth)
        this.value(node.alternate as Tree, scope, within, depth)
        return
      case 'LogicalExpression':
        if (isBoolean(node, scope)) {
          this.add('filter', 'bool', 'output')
          return
        }
        this.value(node.right as Tree, scope, within, depth)
        return
      case 'SequenceExpression':
        this.value((node.expressions as readonly Tree[]).at(-1)!, scope, within, depth)
        return
      case 'CallExpression': {
        const called = functionOf(node.callee as Tree, scope)
        if (called) {
          this.function(called, scope, depth + 1)
          return
        }
      }
    }
    if (name === 'undefined' || (node.type === 'Literal' && node.value === null)) return
    if (isBoolean(node, scope)) {
      this.add('filter', 'bool', 'output')
      return
    }
    if (name) {
      const found = initialiser(scope.get(name), name)
      if (found && !isFunction(found)) {
        this.value(found, scope, within, depth + 1)
        this.#assigned(name, scope, within)
        return
      }
    }
    unreadable(node)
  }

  #object(node: Tree, scope: Scope, within: Tree, depth: number): void {
    for (const property of node.properties as readonly Tree[]) {
      if (property.type === 'SpreadElement') {
        this.value(property.argument as Tree, scope, within, depth + 1)
        continue
      }
      const key = keyOf(property)
      const value = property.value as Tree
      if (key === null) unreadable(property)
      if (key === 'columns') this.#columns(value, scope, depth)
      else this.#output(key)
    }
  }

  #output(key: string): void {
    this.add(key, SIGNALS.has(key) ? 'bool' : 'number', 'output')
  }

  #columns(given: Tree, scope: Scope, depth: number): void {
    const node = bare(given)
    const name = nameOf(node)
    const found = name && initialiser(scope.get(name), name)
    if (found && depth < DEEPEST) {
      this.#columns(found, scope, depth + 1)
      return
    }
    if (node.type !== 'ObjectExpression') unreadable(node)
    for (const property of node.properties as readonly Tree[]) {
      const key = property.type === 'SpreadElement' ? null : keyOf(property)
      if (key === null) unreadable(property)
      this.add(key, isBoolean(property.value as Tree, scope) ? 'bool' : 'number', 'columns')
    }
  }

  /** `out.filter = …` after `const out = {}`. */
  #assigned(name: string, scope: Scope, within: Tree): void {
    for (const part of walk(within.body as Tree)) {
      if (part.type !== 'AssignmentExpression') continue
      const left = part.left as Tree
      if (left.type !== 'MemberExpression' || nameOf(left.object) !== name) continue
      const key = left.computed ? literalOf(left.property) : nameOf(left.property)
      if (key === null) unreadable(left)
      if (key === 'columns') this.#columns(part.right as Tree, scope, 0)
      else this.#output(key)
    }
  }
}

function unreadable(node: Tree): never {
  throw new Refusal(
    'script-outputs',
    'What the function returns can’t be known before it runs. Return an object written out: { filter: …, columns: { … } }.',
    node,
  )
}

const literalOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null

const keyOf = ({ key, computed }: Tree): string | null => (computed ? null : (nameOf(key) ?? literalOf(key)))

function isBoolean(given: Tree, scope: Scope, depth = 0): boolean {
  const node = bare(given)
  if (depth > DEEPEST) return false
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'boolean'
    case 'UnaryExpression':
      return node.operator === '!'
    case 'BinaryExpression':
      return BOOLEAN.has(String(node.operator))
    case 'LogicalExpression':
      return isBoolean(node.left as Tree, scope, depth + 1) && isBoolean(node.right as Tree, scope, depth + 1)
    case 'ConditionalExpression':
      return (
        isBoolean(node.consequent as Tree, scope, depth + 1) &&
        isBoolean(node.alternate as Tree, scope, depth + 1)
      )
    case 'Identifier': {
      const name = String(node.name)
      const found = initialiser(scope.get(name), name)
      return found !== null && !isFunction(found) && isBoolean(found, scope, depth + 1)
    }
    case 'CallExpression': {
      const callee = node.callee as Tree
      if (nameOf(callee) === 'Boolean' || nameOf(callee) === 'na') return true
      const property = callee.type === 'MemberExpression' ? nameOf(callee.property) : null
      if (property && /^(some|every|includes|startsWith|endsWith|has|is[A-Z]\w*)$/.test(property)) return true
      const called = functionOf(callee, scope)
      if (!called) return false
      const inner = new Map([...scope, ...locals(called)])
      const returns = returnsOf(called)
      return returns.length > 0 && returns.every(value => isBoolean(value, inner, depth + 1))
    }
    default:
      return false
  }
}

function parametersOf(node: Tree): string[] {
  return (node.params as readonly Tree[]).flatMap(param =>
    [...walk(param)].flatMap(part => nameOf(part) ?? []),
  )
}

/** The pattern or name a function gives its nth parameter, default value aside. */
const parameter = (node: Tree, at: number): Tree | null => {
  const given = (node.params as readonly Tree[])[at]
  if (!given) return null
  return given.type === 'AssignmentPattern' ? (given.left as Tree) : given
}

/** Whether a body uses its parameter at all. */
const uses = (node: Tree, param: Tree | null): boolean => {
  if (!param) return false
  const name = nameOf(param)
  if (!name) return param.type !== 'ObjectPattern' || (param.properties as readonly Tree[]).length > 0
  return [...walk(node.body as Tree)].some(part => nameOf(part) === name)
}

/** Whether what a statement declares could be changed by other names than its own. */
const changes = (statement: Tree): boolean => {
  if (statement.type !== 'VariableDeclaration') return false
  return (statement.declarations as readonly Tree[]).some(
    ({ init }) => isNode(init) && /^(Object|Array|New)Expression$/.test(bare(init).type),
  )
}

/** Reads the function that `expression` stands for; `blanked` is the source without its types. */
export function shapeOf(
  expression: Tree,
  scope: ReadonlyMap<string, Tree>,
  source: string,
  blanked: string,
  filter: boolean,
): ScriptShape {
  const node = functionOf(expression, scope)
  if (!node)
    throw new Refusal(
      'script-outputs',
      'The function for each bar has to stand in this file: (bar, state) => ({ filter: … }).',
      expression,
    )
  const later = node.async === true ? 'async' : node.generator === true ? 'a generator' : null
  if (later)
    throw new Refusal(
      'not-supported',
      `The function is ${later}, and a bar is answered at once. Write it as a plain function, without waiting for anything.`,
      node,
    )
  const returned = new Returned()
  if (filter) returned.add('filter', 'bool', 'output')
  else returned.function(node, scope, 0)
  if (returned.outputs.size === 0)
    throw new Refusal(
      'no-output',
      'The function returns nothing. Return at least one output: { filter: … }.',
      node,
    )

  const needed = neededBy(expression, scope)
  const parts: Tree[] = [...needed, expression]
  const wrapper = isCallOfFunction(bare(expression)) ? bare(bare(expression).callee as Tree) : null
  const within = wrapper ? locals(wrapper) : new Map<string, Tree>()
  const declared = [...scope].flatMap(([name, statement]) => (needed.includes(statement) ? [name] : []))
  refuseOuterState(parts, new Set([...declared, 'globalThis']), filter)
  // what a wrapper declares stands outside the function that it returns
  refuseOuterState([node], new Set(within.keys()), filter)
  const fields = new Set<string>()
  let readsPosition = false
  let usesParams = false
  for (const part of parts)
    for (const each of walk(part)) {
      const read =
        each.type === 'MemberExpression' && !each.computed
          ? nameOf(each.property)
          : each.type === 'Property'
            ? nameOf(each.key)
            : null
      if (!read) continue
      if (BAR_FIELDS.includes(read)) fields.add(read)
      readsPosition ||= read === 'position'
      usesParams ||= read === 'params'
    }
  const keepsState =
    uses(node, parameter(node, 1)) || needed.some(changes) || [...within.values()].some(changes)
  return {
    ...textOf(needed, expression, source, blanked),
    outputs: [...returned.outputs.values()],
    fields: BAR_FIELDS.filter(field => filter || fields.has(field)),
    reads: filter ? [] : readsOf(node),
    usesParams,
    readsPosition,
    keepsState,
  }
}

/** What a function reads of its first argument beside the fields that every bar has. */
function readsOf(node: Tree): ScriptShape['reads'] {
  const bar = parameter(node, 0)
  const name = nameOf(bar)
  const keys: Tree[] = []
  if (name) {
    const body = node.body as Tree
    for (const part of walk(body, each => each === body || !isFunction(each) || !declaredIn(each).has(name)))
      if (part.type === 'MemberExpression' && !part.computed && nameOf(part.object) === name)
        keys.push(part.property as Tree)
  } else if (bar?.type === 'ObjectPattern')
    for (const { key, computed } of bar.properties as readonly Tree[])
      if (isNode(key) && !computed) keys.push(key)
  return keys.flatMap(key => {
    const read = nameOf(key)
    if (!read || BAR_FIELDS.includes(read)) return []
    if (read === 'index')
      throw new Refusal(
        'not-supported',
        'A bar’s index counts from where its history happens to begin. Hand in barIndex as a column: ({ barIndex }) => ({ barIndex }).',
        key,
      )
    return [{ name: read, line: key.loc!.start.line, column: key.loc!.start.column + 1 }]
  })
}

/** Statements of the file that an expression rests on, in their order. */
function neededBy(expression: Tree, scope: ReadonlyMap<string, Tree>): Tree[] {
  const needed = new Set<Tree>()
  const rest = [expression]
  for (let node = rest.pop(); node; node = rest.pop())
    for (const part of walk(node)) {
      const statement = scope.get(nameOf(part) ?? '')
      if (!statement || needed.has(statement) || holds(statement, expression)) continue
      needed.add(statement)
      rest.push(statement)
    }
  return [...needed].sort((a, b) => a.start - b.start)
}

const holds = (outer: Tree, inner: Tree) => outer.start <= inner.start && inner.end <= outer.end

function textOf(needed: readonly Tree[], expression: Tree, source: string, blanked: string) {
  const place = ({ loc }: Tree) => ({ userLine: loc!.start.line, userColumn: loc!.start.column + 1 })
  if (needed.length === 0) {
    const [from, to] = [expression.start, expression.end]
    return {
      text: source.slice(from, to),
      code: blanked.slice(from, to),
      pieces: [{ line: 1, ...place(expression) }],
    }
  }
  const pieces: ScriptPiece[] = []
  let text = '(() => {\n'
  let code = text
  let line = 2
  for (const node of [...needed, expression]) {
    if (node === expression) {
      text += 'return (\n'
      code += 'return (\n'
      line++
    }
    pieces.push({ line, ...place(node) })
    const piece = source.slice(node.start, node.end)
    text += `${piece}\n`
    code += `${blanked.slice(node.start, node.end)}\n`
    line += piece.split('\n').length
  }
  return { text: `${text})\n})()`, code: `${code})\n})()`, pieces }
}
