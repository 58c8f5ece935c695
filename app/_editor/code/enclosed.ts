// The function of a code block is an expression that nothing around it says anything about. TypeScript reads it enclosed in
// `( … ) satisfies <its type>`, and what it answers is moved back, so that nobody outside knows of it.

export const BEFORE = '('
const behind = (type: string) => `\n) satisfies ${type}`

/** Texts under such names are functions of code blocks. */
const NAME = /^file:\/\/\/code\/block-(\d+)\.ts$/

/** What a block's function has to be, by the name of its text; null for any other text. */
export const typeOfBlock = (fileName: string): string | null => {
  const number = NAME.exec(fileName)?.[1]
  return number === undefined ? null : `CodeBlock${number}`
}

export const enclosed = (fileName: string, text: string): string => {
  const type = typeOfBlock(fileName)
  return type === null ? text : `${BEFORE}${text}${behind(type)}`
}

/**
 * A language service that is asked about places in the text itself. Wherever its functions take a file and numbers, those are
 * places; wherever an answer has a start, it is a place in that file or in the one it names.
 */
export function inOwnPlaces<Service extends object>(
  service: Service,
  lengthOf: (fileName: string) => number,
): Service {
  return new Proxy(service, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        const [fileName] = given
        const isBlock = typeof fileName === 'string' && typeOfBlock(fileName) !== null
        if (!isBlock) return Reflect.apply(member, target, given)
        const moved = given.map(each => (typeof each === 'number' ? each + BEFORE.length : spanMoved(each)))
        return back(Reflect.apply(member, target, moved), fileName, lengthOf(fileName))
      }
    },
  })
}

type Spanned = { readonly start: number; readonly length: number }
const isSpan = (value: object): value is Spanned =>
  'start' in value && typeof value.start === 'number' && 'length' in value && typeof value.length === 'number'

/** A span among the arguments: the stretch that hints are wanted for. */
const spanMoved = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && isSpan(value)
    ? { ...value, start: value.start + BEFORE.length }
    : value

function back(value: unknown, fileName: string, length: number): unknown {
  if (Array.isArray(value))
    return value.filter(each => !isEditOutside(each, length)).map(each => back(each, fileName, length))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return isDiagnosticLike(value) ? moved(value, length) : value
  // places in other files stay
  if ('fileName' in value && value.fileName !== fileName) return value
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'file' || key === 'relatedInformation' ? each : back(each, fileName, length),
    ]),
  )
  return isSpan(value) ? { ...copy, ...moved(value, length) } : copy
}

const isDiagnosticLike = (value: unknown): value is Spanned =>
  typeof value === 'object' && value !== null && isSpan(value)

/** The span without what stands around the text. */
function moved({ start, length: long }: Spanned, length: number): Spanned {
  const from = Math.min(Math.max(0, start - BEFORE.length), length)
  const to = Math.min(Math.max(from, start - BEFORE.length + long), length)
  return { start: from, length: to - from }
}

/** An edit that formatting would make to what stands around the text. */
function isEditOutside(value: unknown, length: number): boolean {
  if (typeof value !== 'object' || value === null || !('newText' in value) || !('span' in value)) return false
  const { span } = value
  if (typeof span !== 'object' || span === null || !isSpan(span)) return false
  return span.start < BEFORE.length || span.start + span.length > length + BEFORE.length
}
