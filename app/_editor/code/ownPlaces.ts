import { type Insert, pieceAround, placeWithin, placeWithout, type Stretch, touchesPiece } from './inserts'

/**
 * A language service that is asked about places in the text itself, while it reads the text with pieces put in. Wherever its
 * functions take a file and numbers, those are places; wherever an answer has a start, it is a place in that file or in the
 * one it names. `insertsOf` is null for a text that is read as it is.
 */
export function inOwnPlaces<Service extends object>(
  service: Service,
  insertsOf: (fileName: string) => readonly Insert[] | null,
): Service {
  return new Proxy(service, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        const [fileName] = given
        const inserts = typeof fileName === 'string' ? insertsOf(fileName) : null
        if (typeof fileName !== 'string' || inserts === null) return Reflect.apply(member, target, given)
        const into = (place: number) => placeWithin(place, inserts)
        const moved = given.map(each => (typeof each === 'number' ? into(each) : spanMoved(each, into)))
        return back(Reflect.apply(member, target, moved), fileName, inserts)
      }
    },
  })
}

const isSpan = (value: object): value is Stretch =>
  'start' in value && typeof value.start === 'number' && 'length' in value && typeof value.length === 'number'

/** A span among the arguments: the stretch that hints are wanted for. */
const spanMoved = (value: unknown, into: (place: number) => number): unknown =>
  typeof value === 'object' && value !== null && isSpan(value)
    ? { ...value, start: into(value.start), length: into(value.start + value.length) - into(value.start) }
    : value

function back(value: unknown, fileName: string, inserts: readonly Insert[]): unknown {
  if (Array.isArray(value))
    return value
      .filter(each => !isEditInside(each, inserts) && !isSaidOfPiece(each, inserts))
      .map(each => back(each, fileName, inserts))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return isDiagnosticLike(value) ? moved(value, inserts) : value
  // places in other files stay
  if ('fileName' in value && value.fileName !== fileName) return value
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'file' || key === 'relatedInformation' ? each : back(each, fileName, inserts),
    ]),
  )
  return isSpan(value) ? { ...copy, ...moved(value, inserts) } : copy
}

const isDiagnosticLike = (value: unknown): value is Stretch =>
  typeof value === 'object' && value !== null && isSpan(value)

/** The span without the pieces in it; for one inside a piece, what in the text is at fault. */
function moved(span: Stretch, inserts: readonly Insert[]): Stretch {
  const blamed = pieceAround(span, inserts)?.blames
  if (blamed) return blamed
  const start = placeWithout(span.start, inserts)
  return { start, length: Math.max(0, placeWithout(span.start + span.length, inserts) - start) }
}

/** An edit, as formatting makes them, to what nobody sees. */
function isEditInside(value: unknown, inserts: readonly Insert[]): boolean {
  if (typeof value !== 'object' || value === null || !('newText' in value) || !('span' in value)) return false
  const { span } = value
  return typeof span === 'object' && span !== null && isSpan(span) && touchesPiece(span, inserts)
}

/** A finding about a piece that nothing in the text is to blame for. */
function isSaidOfPiece(value: unknown, inserts: readonly Insert[]): boolean {
  if (typeof value !== 'object' || value === null || !('messageText' in value) || !isSpan(value)) return false
  const piece = pieceAround(value, inserts)
  return piece !== null && !piece.blames
}
