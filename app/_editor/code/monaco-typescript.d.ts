// Monaco has no types for its worker, nor for the TypeScript that it brings.
declare module 'monaco-editor/languages/features/typescript/ts.worker' {
  interface MirrorModel {
    readonly uri: { toString(): string }
  }
  interface WorkerContext {
    getMirrorModels(): MirrorModel[]
  }
  type Host = import('./typescriptApi').LanguageHost
  export class TypeScriptWorker implements Host {
    constructor(context: WorkerContext, data: object)
    protected _languageService: object
    protected _getScriptText(fileName: string): string | undefined
    getSemanticDiagnostics(name: string): Promise<readonly import('./typescriptApi').Diagnostic[]>
    getCompletionsAtPosition(
      name: string,
      at: number,
    ): Promise<import('./typescriptApi').Completions | undefined>
    getExtraLibs(): Readonly<Record<string, { readonly version: number }>>
    getCompilationSettings(): object
    getCurrentDirectory(): string
    getDefaultLibFileName(options: object): string
    getScriptFileNames(): readonly string[]
    getScriptVersion(name: string): string
    getScriptSnapshot(name: string): object | undefined
    readFile(name: string): string | undefined
    fileExists(name: string): boolean
  }
  export const ts: { readonly typescript: import('./typescriptApi').TypeScript }
  export function initialize(make: (context: WorkerContext, data: object) => TypeScriptWorker): void
}
declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices' {
  export const typescript: import('./typescriptApi').TypeScript
}
declare module 'monaco-editor/languages/features/typescript/lib/lib' {
  export const libFileMap: Readonly<Record<string, string>>
}
