import type { Token } from 'acorn'
import type { Edits } from './edits'
import { paramNames, paramOf } from './paramNames'
import { Refusal } from './refusal'
import { bare, childrenOf, isNode, nameOf, type Tree } from './tree'
import { writtenOut } from './writtenOut'

const BINARY = new Set(['+', '-', '*', '/', '%', '**', '<', '<=', '>', '>=', '==', '!=', '===', '!=='])
const ORDER = new Set(['<', '<=', '>', '>='])
const COMPOUND: Readonly<Record<string, string>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '**=': '**',
}
const LAZY: Readonly<Record<string, string>> = { '&&=': '__and', '||=': '__or' }
/** Syntax of types: blanked where it stands. */
const TYPES = new Set(['TSTypeAnnotation', 'TSTypeParameterDeclaration', 'TSTypeParameterInstantiation'])
const TYPE_STATEMENTS = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSIndexSignature',
])
const MODIFIERS = new Set(['private', 'public', 'protected', 'readonly', 'override', 'declare'])
/** Syntax of TypeScript that makes code and not only types. */
const NOT_ERASABLE: Readonly<Record<string, string>> = {
  TSEnumDeclaration: 'An enum makes code. Use an object of constants.',
  TSModuleDeclaration: 'A namespace makes code. Use plain constants and functions.',
  TSParameterProperty: 'A parameter property makes code. Assign it in the constructor.',
  TSImportEqualsDeclaration: 'A strategy imports nothing. Everything it needs is there by name.',
  TSExportAssignment: 'Write `export default strategy(…)`.',
  Decorator: 'Decorators are not supported. Call the function yourself.',
}
const NO_IMPORTS = 'A strategy imports nothing. Everything it needs is there by name: strategy, ta, math …'

/** Statements and class members that are types and nothing else. */
const isTypeStatement = ({ type, declare, importKind, exportKind, abstract, value }: Tree): boolean =>
  TYPE_STATEMENTS.has(type) ||
  declare === true ||
  importKind === 'type' ||
  exportKind === 'type' ||
  (type === 'MethodDefinition' && (value as Tree).type === 'TSDeclareMethod') ||
  (type === 'PropertyDefinition' && abstract === true)

/** `this.x`, `o.x`: reading it twice is reading it once. */
const isSafeTwice = ({ object, computed }: Tree): boolean =>
  computed !== true && /^(ThisExpression|Super|Identifier)$/.test((object as Tree).type)

/**
 * Walks the tree and says what to change; calls named `__…` are the trace's (trace/signs.ts). Gives the functions that run bar
 * by bar, in the order of the numbers that their calls were given.
 */
export function rewrite(tree: Tree, tokens: readonly Token[], source: string, edits: Edits): Tree[] {
  const scripts: Tree[] = []
  const params = paramNames(tree)
  const ref = (node: unknown) => (isNode(node) ? (paramOf(bare(node), params) ?? '') : '')
  /** Index of the first token at or after a place. */
  const tokenFrom = (from: number): number => {
    let low = 0
    let high = tokens.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (tokens[middle]!.start < from) low = middle + 1
      else high = middle
    }
    return low
  }
  const tokenBetween = (from: number, to: number, sign: string): Token => {
    for (let at = tokenFrom(from); at < tokens.length && tokens[at]!.start < to; at++)
      if (source.slice(tokens[at]!.start, tokens[at]!.end) === sign) return tokens[at]!
    throw new Error(`no ${sign} between ${from} and ${to}`)
  }
  const place = ({ loc }: Tree) => `${loc!.start.line},${loc!.start.column + 1}`
  const wrap = (node: Tree, head: string, tail: string) => {
    // `a, b` would be two arguments
    const list = node.type === 'SequenceExpression'
    edits.before(node.start, list ? `${head}(` : head)
    edits.after(node.end, list ? `)${tail}` : tail)
  }
  /** `a sign b` → `head(a,b,line,column)`; `lazy` sides run only when they are needed. */
  const between = (node: Tree, left: Tree, right: Tree, sign: string, head: string, lazy: boolean) => {
    const token = tokenBetween(left.end, right.start, sign)
    const refs = lazy ? [] : [ref(left), ref(right)]
    const named = refs.some(Boolean) ? `,${refs.map(name => JSON.stringify(name)).join()}` : ''
    wrap(node, head, lazy ? `),${place(node)})` : `,${place(node)}${named})`)
    edits.swap(token.start, token.end, lazy ? ',()=>(' : ',')
  }

  const visit = (node: Tree): void => {
    if (TYPES.has(node.type)) {
      edits.blank(node.start, node.end)
      return
    }
    if (isTypeStatement(node)) {
      edits.blank(node.start, node.end)
      // what stands before and behind it must not become one statement
      edits.sign(node.start, ';')
      return
    }
    const refusal = NOT_ERASABLE[node.type]
    if (refusal) throw new Refusal('type-syntax', refusal, node)
    visitors[node.type]?.(node)
    for (const child of childrenOf(node)) visit(child)
  }

  const chained = new Set<Tree>()
  const blankBetween = (from: number, to: number, word: (text: string) => boolean) => {
    for (const { start, end } of tokens)
      if (start >= from && end <= to && word(source.slice(start, end))) edits.blank(start, end)
  }
  const blankModifiers = (node: Tree) => {
    const key = node.key as Tree
    blankBetween(node.start, key.start, word => MODIFIERS.has(word))
    if (node.optional !== true && node.definite !== true) return
    const mark = tokenBetween(key.end, node.end, node.optional === true ? '?' : '!')
    edits.blank(mark.start, mark.end)
  }
  /** `x as T`, `(x)!`: from the word or sign on; a bracket around x stays. */
  const blankAfter = (node: Tree, sign: string) => {
    const { start } = tokenBetween((node.expression as Tree).end, node.end, sign)
    edits.blank(start, node.end)
  }
  const blankImplements = (node: Tree) => {
    const list = (node.implements ?? []) as readonly Tree[]
    if (node.abstract === true) edits.blank(node.start, node.start + 'abstract'.length)
    if (list.length === 0) return
    const from = ((node.superClass ?? node.id ?? null) as Tree | null)?.end ?? node.start
    blankBetween(from, (node.body as Tree).start, word => word !== 'class' && word !== 'extends')
  }
  /** `function f(this: T, a)`: the first parameter is a type and no parameter. */
  const blankThis = (node: Tree) => {
    const [first, second] = node.params as readonly Tree[]
    if (first && nameOf(first) === 'this') edits.blank(first.start, second?.start ?? first.end)
  }
  const visitors: Record<string, (node: Tree) => void> = {
    ImportDeclaration: node => {
      throw new Refusal('import-refused', NO_IMPORTS, node)
    },
    ImportExpression: node => {
      throw new Refusal('import-refused', NO_IMPORTS, node)
    },
    ExportAllDeclaration: node => {
      throw new Refusal('import-refused', 'A strategy exports one thing: `export default strategy(…)`.', node)
    },
    ExportNamedDeclaration: node => {
      const declaration = node.declaration
      if (isNode(declaration)) edits.blank(node.start, declaration.start)
      else
        throw new Refusal(
          'import-refused',
          'A strategy exports one thing: `export default strategy(…)`.',
          node,
        )
    },
    ExportDefaultDeclaration: node => {
      const declaration = node.declaration as Tree
      const { end } = tokenBetween(node.start, declaration.start, 'default')
      edits.blank(node.start, end)
      if (isTypeStatement(declaration)) return
      // what is exported may stand in brackets, which belong to no node
      const last = tokens
        .slice(tokenFrom(declaration.start), tokenFrom(node.end))
        .findLast(token => source.slice(token.start, token.end) !== ';')
      edits.before(tokens[tokenFrom(end)]!.start, '__export(')
      edits.after(last?.end ?? declaration.end, `,${place(declaration)})`)
    },
    BinaryExpression: node => {
      const operator = String(node.operator)
      if (!BINARY.has(operator)) return
      const left = bare(node.left as Tree)
      if (ORDER.has(operator) && left.type === 'BinaryExpression' && ORDER.has(String(left.operator)))
        throw new Refusal(
          'chained-comparison',
          'a < b < c compares the answer of a < b with c. Write a < b && b < c.',
          node,
        )
      between(
        node,
        node.left as Tree,
        node.right as Tree,
        operator,
        `__b(${JSON.stringify(operator)},`,
        false,
      )
    },
    LogicalExpression: node => {
      const operator = String(node.operator)
      const head = { '&&': '__and(', '||': '__or(' }[operator]
      if (head) between(node, node.left as Tree, node.right as Tree, operator, head, true)
    },
    UnaryExpression: node => {
      const operator = String(node.operator)
      if (operator === 'typeof') {
        wrap(node.argument as Tree, '__plain(', `,"typeof",${place(node)})`)
        return
      }
      const head = { '!': '__not(', '-': '__neg(' }[operator]
      if (!head) return
      edits.before(node.start, head)
      edits.swap(node.start, node.start + 1, ' ')
      edits.after(node.end, `,${place(node)})`)
    },
    ConditionalExpression: node => {
      const { test, consequent, alternate } = node as unknown as Record<
        'test' | 'consequent' | 'alternate',
        Tree
      >
      const question = tokenBetween(test.end, consequent.start, '?')
      const colon = tokenBetween(consequent.end, alternate.start, ':')
      wrap(node, '__if(', `),${place(node)})`)
      edits.swap(question.start, question.end, ',()=>(')
      edits.swap(colon.start, colon.end, '),()=>(')
    },
    AssignmentExpression: node => {
      const sign = String(node.operator)
      const operator = COMPOUND[sign]
      const lazy = LAZY[sign]
      if (!operator && !lazy) return
      const outer = node.left as Tree
      const left = bare(outer)
      const right = node.right as Tree
      const token = tokenBetween(outer.end, right.start, sign)
      if (left.type === 'MemberExpression' && !isSafeTwice(left)) {
        // `list[i++] += x` → `__set(__get(list,i++),"+",x,…)`: what is on the left runs once
        const { object, property, computed } = left as unknown as Record<'object' | 'property', Tree> & Tree
        if (property.type === 'PrivateIdentifier' || object.type === 'Super' || left.start > node.start)
          throw new Refusal('not-supported', 'Put the object into a constant before assigning to it.', node)
        edits.before(node.start, `${lazy ? '__put' : '__set'}(__get(`)
        const dot = tokenBetween(object.end, property.start, computed === true ? '[' : '.')
        edits.swap(dot.start, dot.end, ',')
        const close = computed === true ? tokenBetween(property.end, left.end, ']') : property
        edits.swap(close.start, close.end, computed === true ? ')' : `${JSON.stringify(nameOf(property))})`)
        edits.swap(token.start, token.end, lazy ? `,${JSON.stringify(lazy)},()=>(` : `,"${operator}",`)
        edits.after(node.end, `${lazy ? ')' : ''},${place(node)})`)
        return
      }
      const target = source.slice(left.start, left.end)
      if (lazy) {
        edits.swap(token.start, token.end, `=${lazy}(${target},()=>(`)
        edits.after(node.end, `),${place(node)})`)
        return
      }
      edits.swap(token.start, token.end, `=__b(${JSON.stringify(operator)},${target},`)
      edits.after(node.end, `,${place(node)})`)
    },
    IfStatement: node => plainTest(node, 'An if'),
    WhileStatement: node => plainTest(node, 'A while'),
    DoWhileStatement: node => plainTest(node, 'A while'),
    ForStatement: node => {
      if (isNode(node.test)) plainTest(node, 'A for')
    },
    SwitchStatement: node => {
      const subject = node.discriminant as Tree
      wrap(subject, '__plain(', `,"A switch",${place(subject)})`)
    },
    VariableDeclarator: node => {
      const id = node.id as Tree
      const init = node.init
      if (node.definite === true) {
        const mark = tokenBetween(id.start, node.end, '!')
        edits.blank(mark.start, mark.end)
      }
      if (!isNode(init)) return
      if (id.type === 'Identifier')
        wrap(init, '__name(', `,${JSON.stringify(String(id.name))},${place(init)})`)
      if (id.type === 'ObjectPattern') {
        const names = Object.fromEntries(
          (id.properties as readonly Tree[]).flatMap(({ key, value }) => {
            const [part, called] = [nameOf(key), nameOf(value)]
            return part && called ? [[part, called]] : []
          }),
        )
        wrap(init, '__names(', `,${JSON.stringify(names)},${place(init)})`)
      }
    },
    CallExpression: node => {
      const callee = bare(node.callee as Tree)
      if (callee.type === 'Super' || chained.has(node)) return
      const given = node.arguments as readonly Tree[]
      const called = nameOf(callee)
      if ((called === 'script' || called === 'perBar') && given.length > 1) {
        edits.after(given.at(-1)!.end, `,${scripts.length}`)
        scripts.push(given.at(-1)!)
      }
      const refs = given.map(ref)
      const named = refs.some(Boolean)
        ? `,${JSON.stringify(source.slice(callee.start, callee.end))},${refs.map(name => JSON.stringify(name)).join()}`
        : ''
      if (called === 'strategy' || called === 'script')
        wrap(node, '__made(', `,${place(node)},${JSON.stringify(writtenOut(node))})`)
      else wrap(node, '__at(', `,${place(node)}${named})`)
    },
    ChainExpression: node => {
      // inside `a?.b()` a call may not stand alone: what follows it is skipped together with it
      const whole = node.expression as Tree
      if (whole.type === 'CallExpression') wrap(node, '__at(', `,${place(node)})`)
      for (let link: unknown = whole; isNode(link); link = link.callee ?? link.object ?? link.expression)
        chained.add(link)
    },
    ClassDeclaration: node => blankImplements(node),
    ClassExpression: node => blankImplements(node),
    PropertyDefinition: node => blankModifiers(node),
    MethodDefinition: node => blankModifiers(node),
    Identifier: node => {
      // `x?: number`: the mark belongs to the type.
      if (node.optional !== true) return
      const mark = source.indexOf('?', node.start)
      if (mark >= 0 && mark < node.end + 1) edits.blank(mark, mark + 1)
    },
    TSAsExpression: node => blankAfter(node, 'as'),
    TSSatisfiesExpression: node => blankAfter(node, 'satisfies'),
    TSNonNullExpression: node => blankAfter(node, '!'),
    TSTypeAssertion: node => {
      const { end } = tokenBetween((node.typeAnnotation as Tree).end, node.end, '>')
      edits.blank(node.start, end)
    },
    FunctionDeclaration: node => blankThis(node),
    FunctionExpression: node => blankThis(node),
    ArrowFunctionExpression: node => {
      const { returnType } = node
      if (!isNode(returnType) || returnType.loc!.start.line === returnType.loc!.end.line) return
      // no line may break between `)` and `=>`: the bracket moves to where the type ended
      const bracket = tokens[tokenFrom(returnType.start) - 1]!
      edits.blank(bracket.start, bracket.end)
      edits.sign(returnType.end - 1, ')')
    },
  }
  const plainTest = (node: Tree, what: string) => {
    const test = node.test as Tree
    wrap(test, '__plain(', `,${JSON.stringify(what)},${place(test)})`)
  }

  visit(tree)
  return scripts
}
