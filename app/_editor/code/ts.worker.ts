import { initialize, TypeScriptWorker, ts } from 'monaco-editor/languages/features/typescript/ts.worker'
import { advised, indicatorsIn, isHeard, type Known } from './advice'
import { annotations } from './annotated'
import { type Insert, withInserts } from './inserts'
import { lookingBeside } from './looking'
import { inOwnPlaces } from './ownPlaces'
import type { Completions, Diagnostic } from './typescriptApi'
import { isUseful } from './useful'

/** TypeScript that knows what the functions of scripts and code blocks are given, remember and have to give. */
class StrategyWorker extends TypeScriptWorker {
  readonly #look = lookingBeside(ts.typescript, this, () => Object.keys(this.getExtraLibs()))
  readonly #known = new Map<string, { readonly of: string; readonly inserts: readonly Insert[] | null }>()

  #learnt: Known | null = null

  constructor(...given: ConstructorParameters<typeof TypeScriptWorker>) {
    super(...given)
    this._languageService = inOwnPlaces(this._languageService, fileName => this.#insertsOf(fileName))
  }

  // the same text reads otherwise beside other declarations
  override getScriptVersion(fileName: string): string {
    const version = super.getScriptVersion(fileName)
    return WRITTEN.test(fileName) ? `${version} ${this.#beside()}` : version
  }

  protected override _getScriptText(fileName: string): string | undefined {
    const text = super._getScriptText(fileName)
    const inserts = text === undefined ? null : this.#insertsOf(fileName)
    return text === undefined || inserts === null ? text : withInserts(text, inserts)
  }

  override async getSemanticDiagnostics(fileName: string): Promise<readonly Diagnostic[]> {
    const found = await super.getSemanticDiagnostics(fileName)
    if (!WRITTEN.test(fileName)) return found
    return found.filter(isHeard).map(each => {
      const said = advised(
        ts.typescript.flattenDiagnosticMessageText(each.messageText, '\n'),
        this.#language(),
      )
      return said === null ? each : { ...each, messageText: said, relatedInformation: [] }
    })
  }

  override async getCompletionsAtPosition(fileName: string, at: number): Promise<Completions | undefined> {
    const offered = await super.getCompletionsAtPosition(fileName, at)
    return offered && WRITTEN.test(fileName)
      ? { ...offered, entries: offered.entries.filter(isUseful) }
      : offered
  }

  #language(): Known {
    this.#learnt ??= { indicators: indicatorsIn(super._getScriptText(LANGUAGE) ?? '') }
    return this.#learnt
  }

  #insertsOf(fileName: string): readonly Insert[] | null {
    if (!WRITTEN.test(fileName)) return null
    const text = super._getScriptText(fileName)
    if (text === undefined) return null
    const of = `${this.#beside()}\n${text}`
    const known = this.#known.get(fileName)
    if (known?.of === of) return known.inserts
    const inserts = annotations(ts.typescript, this.#look, fileName, text)
    this.#known.set(fileName, { of, inserts })
    return inserts
  }

  /** Which declarations there are: a block's ports and parameters change without its text. */
  #beside(): string {
    return Object.entries(this.getExtraLibs())
      .map(([name, { version }]) => `${name} ${version}`)
      .join()
  }
}

/** Where the language is declared, as language.ts names it. */
const LANGUAGE = 'file:///strategy.d.ts'

/** Texts of users, as models.ts names them. */
const WRITTEN = /^file:\/\/\/code\/[\w-]+\.ts$/

self.onmessage = () => initialize((context, data) => new StrategyWorker(context, data))
