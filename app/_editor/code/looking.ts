import type { Look } from './annotated'
import type { LanguageHost, TypeScript } from './typescriptApi'

/** A text that no editor has. */
const SCRATCH = 'file:///code/scratch.ts'

/** Reads texts one after the other beside the declarations that the host has: its texts of users stay out of it. */
export function lookingBeside(
  ts: TypeScript,
  host: LanguageHost,
  declarations: () => readonly string[],
): Look {
  let text = ''
  let version = 0
  const service = ts.createLanguageService({
    getCompilationSettings: () => host.getCompilationSettings(),
    getCurrentDirectory: () => host.getCurrentDirectory(),
    getDefaultLibFileName: options => host.getDefaultLibFileName(options),
    getScriptFileNames: () => [SCRATCH, ...declarations()],
    getScriptVersion: name => (name === SCRATCH ? String(version) : host.getScriptVersion(name)),
    getScriptSnapshot: name =>
      name === SCRATCH ? ts.ScriptSnapshot.fromString(text) : host.getScriptSnapshot(name),
    readFile: name => (name === SCRATCH ? text : host.readFile(name)),
    fileExists: name => name === SCRATCH || host.fileExists(name),
  })
  return next => {
    text = next
    version++
    const program = service.getProgram()
    const file = program?.getSourceFile(SCRATCH)
    if (!program || !file) throw new Error('TypeScript read nothing')
    return { file, checker: program.getTypeChecker() }
  }
}
