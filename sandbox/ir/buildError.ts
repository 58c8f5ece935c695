export const BUILD_CODES = [
  'unknown-entry',
  'unknown-output',
  'unknown-param',
  'bad-param',
  'input-count',
  'input-kind',
  'too-many-nodes',
] as const
export type BuildCode = (typeof BUILD_CODES)[number]

/** What a builder was asked to do and can't; the compiler puts the place to it and makes a problem of it. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
  readonly code: BuildCode
  readonly about: Readonly<Record<string, string | number>>

  constructor(code: BuildCode, message: string, about: Readonly<Record<string, string | number>>) {
    super(message)
    this.code = code
    this.about = about
  }
}
