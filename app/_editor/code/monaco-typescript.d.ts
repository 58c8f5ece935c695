// Monaco has no types for its worker.
declare module 'monaco-editor/languages/features/typescript/ts.worker' {
  interface MirrorModel {
    readonly uri: { toString(): string }
  }
  interface WorkerContext {
    getMirrorModels(): MirrorModel[]
  }
  export class TypeScriptWorker {
    constructor(context: WorkerContext, data: object)
    protected _languageService: object
    protected _getScriptText(fileName: string): string | undefined
  }
  export function initialize(make: (context: WorkerContext, data: object) => TypeScriptWorker): void
}
