// Monaco brings TypeScript without its types; these are the parts of it that are used here.

export interface Node {
  readonly kind: number
  readonly parent: Node
  readonly end: number
  getStart(): number
  /** With the space before it. */
  getFullStart(): number
  getText(): string
}
export interface SourceFile extends Node {
  readonly statements: readonly Node[]
}
export interface Identifier extends Node {
  readonly text: string
}
export interface Access extends Node {
  readonly expression: Node
  readonly name: Identifier
}
export interface ElementAccess extends Node {
  readonly expression: Node
  readonly argumentExpression: Node
}
export interface Call extends Node {
  readonly expression: Node
  readonly arguments: readonly Node[]
}
export interface Binary extends Node {
  readonly left: Node
  readonly right: Node
  readonly operatorToken: Node
}
export interface Unary extends Node {
  readonly operator: number
  readonly operand: Node
}
export interface Parameter extends Node {
  readonly name: Node
  readonly type?: Node
  readonly initializer?: Node
  readonly dotDotDotToken?: Node
}
export interface FunctionNode extends Node {
  readonly parameters: readonly Parameter[]
  readonly type?: Node
  readonly body: Node
  readonly modifiers?: readonly Node[]
  readonly asteriskToken?: Node
  readonly equalsGreaterThanToken?: Node
}
export interface Literal extends Node {
  readonly properties: readonly Node[]
}
export interface Assignment extends Node {
  readonly name: Node
  readonly initializer: Node
}
export interface Enclosing extends Node {
  readonly expression: Node
}

/** A type; what is in it is asked of the checker. */
export interface Type {
  readonly flags: number
}

export interface Checker {
  getTypeAtLocation(node: Node): Type
  getBaseTypeOfLiteralType(type: Type): Type
  getNonNullableType(type: Type): Type
  typeToString(type: Type, within: Node, flags: number): string
  getSymbolAtLocation(node: Node): object | undefined
}

export interface Program {
  getSourceFile(name: string): SourceFile | undefined
  getTypeChecker(): Checker
}

/** Where TypeScript finds its texts. */
export interface LanguageHost {
  getCompilationSettings(): object
  getCurrentDirectory(): string
  getDefaultLibFileName(options: object): string
  getScriptFileNames(): readonly string[]
  getScriptVersion(name: string): string
  getScriptSnapshot(name: string): object | undefined
  readFile(name: string): string | undefined
  fileExists(name: string): boolean
}

export interface Diagnostic {
  readonly code: number
  readonly start: number
  readonly length: number
  readonly messageText: string | object
}

export interface Completion {
  readonly name: string
  readonly kind: string
}
export interface Completions {
  readonly entries: readonly Completion[]
}

interface TextEdit {
  readonly span: { readonly start: number; readonly length: number }
  readonly newText: string
}

export interface LanguageService {
  getProgram(): Program | undefined
  getSyntacticDiagnostics(name: string): readonly Diagnostic[]
  getSemanticDiagnostics(name: string): readonly Diagnostic[]
  getCompletionsAtPosition(name: string, at: number): Completions | undefined
  getQuickInfoAtPosition(name: string, at: number): { readonly displayParts?: readonly object[] } | undefined
  getFormattingEditsForDocument(name: string, settings: object): readonly TextEdit[]
}

type Is<Kind extends Node> = (node: Node) => node is Kind

export interface TypeScript {
  readonly SyntaxKind: Readonly<Record<string, number>>
  readonly TypeFormatFlags: { readonly NoTruncation: number }
  getDefaultFormatCodeSettings(lineBreak: string): object
  createSourceFile(name: string, text: string, target: number, setParents: true): SourceFile
  createLanguageService(host: LanguageHost): LanguageService
  flattenDiagnosticMessageText(message: string | object, lineBreak: string): string
  displayPartsToString(parts: readonly object[]): string
  readonly ScriptSnapshot: { fromString(text: string): object }
  forEachChild<T>(node: Node, visit: (child: Node) => T | undefined): T | undefined
  readonly isIdentifier: Is<Identifier>
  readonly isStringLiteral: Is<Identifier>
  readonly isPropertyAccessExpression: Is<Access>
  readonly isElementAccessExpression: Is<ElementAccess>
  readonly isCallExpression: Is<Call>
  readonly isBinaryExpression: Is<Binary>
  readonly isPrefixUnaryExpression: Is<Unary>
  readonly isPostfixUnaryExpression: Is<Unary>
  readonly isArrowFunction: Is<FunctionNode>
  readonly isFunctionExpression: Is<FunctionNode>
  readonly isParenthesizedExpression: Is<Enclosing>
  readonly isExpressionStatement: Is<Enclosing>
  readonly isObjectLiteralExpression: Is<Literal>
  readonly isPropertyAssignment: Is<Assignment>
  readonly isVariableDeclaration: Is<Assignment>
  readonly isObjectBindingPattern: (node: Node) => boolean
  readonly isReturnStatement: (node: Node) => boolean
}
