import type { Node, Token } from 'acorn'
import type { Edits } from './edits'
import { Refusal } from './refusal'

// The parser's nodes as they are walked here: acorn types name neither TypeScript's nodes nor their fields.
type Tree = Node & Record<string, unknown> & { readonly start: number; readonly end: number }

const isNode = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string'

const BINARY = new Set(['+', '-', '*', '/', '%', '**', '<', '<=', '>', '>=', '==', '!=', '===', '!=='])
const COMPOUND: Readonly<Record<string, string>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '**=': '**',
}
/** Syntax of types: blanked where it stands. */
const TYPES = new Set([
  'TSTypeAnnotation',
  'TSTypeParameterDeclaration',
  'TSTypeParameterInstantiation',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
])
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

const isOnlyTypes = ({ type, declare, importKind, exportKind }: Tree): boolean =>
  TYPES.has(type) || declare === true || importKind === 'type' || exportKind === 'type'

/** Walks the tree and says what to change; calls named `__…` are the trace's (trace.ts). */
export function rewrite(tree: Node, tokens: readonly Token[], source: string, edits: Edits): void {
  const tokenBetween = (from: number, to: number, sign: string): Token => {
    let low = 0
    let high = tokens.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (tokens[middle]!.start < from) low = middle + 1
      else high = middle
    }
    for (let at = low; at < tokens.length && tokens[at]!.start < to; at++)
      if (source.slice(tokens[at]!.start, tokens[at]!.end) === sign) return tokens[at]!
    throw new Error(`no ${sign} between ${from} and ${to}`)
  }
  const place = ({ loc }: Tree) => `${loc!.start.line},${loc!.start.column + 1}`
  const wrap = (node: Tree, head: string, tail: string) => {
    edits.before(node.start, head)
    edits.after(node.end, tail)
  }
  /** `a sign b` → `head(a,b,line,column)`; `lazy` sides run only when they are needed. */
  const between = (node: Tree, left: Tree, right: Tree, sign: string, head: string, lazy: boolean) => {
    const token = tokenBetween(left.end, right.start, sign)
    wrap(node, head, lazy ? `),${place(node)})` : `,${place(node)})`)
    edits.swap(token.start, token.end, lazy ? ',()=>(' : ',')
  }

  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each)
      return
    }
    if (!isNode(value)) return
    const node = value
    const refusal = NOT_ERASABLE[node.type]
    if (refusal) throw new Refusal('type-syntax', refusal, node)
    if (isOnlyTypes(node)) {
      edits.blank(node.start, node.end)
      return
    }
    visitors[node.type]?.(node)
    for (const [key, child] of Object.entries(node)) if (key !== 'loc' && key !== 'parent') visit(child)
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
      edits.blank(node.start, declaration.start)
      wrap(declaration, '__export(', ')')
    },
    BinaryExpression: node => {
      const operator = String(node.operator)
      if (!BINARY.has(operator)) return
      between(
        node,
        node.left as Tree,
        node.right as Tree,
        operator,
        `__b(${JSON.stringify(operator.slice(0, 2))},`,
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
      const head = { '!': '__not(', '-': '__neg(' }[operator]
      if (!head) return
      edits.before(node.start, head)
      edits.blank(node.start, node.start + 1)
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
      if (!operator) return
      const left = node.left as Tree
      const token = tokenBetween(left.end, (node.right as Tree).start, sign)
      edits.swap(
        token.start,
        token.end,
        `=__b(${JSON.stringify(operator)},${source.slice(left.start, left.end)},`,
      )
      edits.after(node.end, `,${place(node)})`)
    },
    IfStatement: node => plainTest(node, 'an if'),
    WhileStatement: node => plainTest(node, 'a while'),
    DoWhileStatement: node => plainTest(node, 'a while'),
    ForStatement: node => {
      if (isNode(node.test)) plainTest(node, 'a for')
    },
    SwitchStatement: node => {
      const subject = node.discriminant as Tree
      wrap(subject, '__plain(', `,"a switch",${place(subject)})`)
    },
    VariableDeclarator: node => {
      const id = node.id as Tree
      const init = node.init
      if (isNode(init) && id.type === 'Identifier')
        wrap(init, '__name(', `,${JSON.stringify(String(id.name))},${place(init)})`)
    },
    CallExpression: node => {
      const callee = node.callee as Tree
      if (callee.type !== 'Super') wrap(node, '__at(', `,${place(node)})`)
    },
    Identifier: node => {
      // `x?: number`: the mark belongs to the type.
      if (node.optional !== true) return
      const mark = source.indexOf('?', node.start)
      if (mark >= 0 && mark < node.end + 1) edits.blank(mark, mark + 1)
    },
    TSAsExpression: node => edits.blank((node.expression as Tree).end, node.end),
    TSSatisfiesExpression: node => edits.blank((node.expression as Tree).end, node.end),
    TSNonNullExpression: node => edits.blank((node.expression as Tree).end, node.end),
  }
  const plainTest = (node: Tree, what: string) => {
    const test = node.test as Tree
    wrap(test, '__plain(', `,${JSON.stringify(what)},${place(test)})`)
  }

  visit(tree)
}
