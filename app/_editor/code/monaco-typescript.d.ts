// Monaco has no types for its worker, nor for the TypeScript that it brings.
declare module 'monaco-editor/languages/features/typescript/ts.worker' {
  interface MirrorModel {
    readonly uri: { toString(): string }
  }
  interface WorkerContext {
    getMirrorModels(): MirrorModel[]
  }
  type Host = import('./typescriptApi').LanguageHost
  // it is the host of its own service
  export interface TypeScriptWorker extends Host {}
  export class TypeScriptWorker {
    constructor(context: WorkerContext, data: object)
    protected _languageService: object
    protected _getScriptText(fileName: string): string | undefined
    getSemanticDiagnostics(name: string): Promise<readonly import('./typescriptApi').Diagnostic[]>
    getCompletionsAtPosition(
      name: string,
      at: number,
    ): Promise<import('./typescriptApi').Completions | undefined>
    getExtraLibs(): Readonly<Record<string, { readonly version: number }>>
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
