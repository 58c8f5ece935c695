import { initialize, TypeScriptWorker } from 'monaco-editor/languages/features/typescript/ts.worker'
import { enclosed, inOwnPlaces } from './enclosed'

/** TypeScript that knows what the function of a code block is given and has to give. */
class StrategyWorker extends TypeScriptWorker {
  constructor(...given: ConstructorParameters<typeof TypeScriptWorker>) {
    super(...given)
    this._languageService = inOwnPlaces(
      this._languageService,
      fileName => super._getScriptText(fileName)?.length ?? 0,
    )
  }

  protected override _getScriptText(fileName: string): string | undefined {
    const text = super._getScriptText(fileName)
    return text === undefined ? undefined : enclosed(fileName, text)
  }
}

self.onmessage = () => initialize((context, data) => new StrategyWorker(context, data))
