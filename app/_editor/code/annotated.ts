import { typeOfBlock } from './blockTypings'
import { type Insert, ordered, placeWithout, withInserts } from './inserts'
import { asGuess, asType, hasState, NOTHING, type StateType, sameType, stateOf } from './stateTypes'
import { isOpen, type StepFunction, stepFunctions } from './stepFunctions'
import type { Checker, SourceFile, TypeScript } from './typescriptApi'

/** Reads a text beside the declarations of the language. */
export type Look = (text: string) => { readonly file: SourceFile; readonly checker: Checker }

/** What is put into state may come from state itself: so often at most is it looked at again. */
const ROUNDS = 4
const LATEST = 99

/**
 * What TypeScript has to be told of a text: what a state holds, which parameters there are, what is to be returned, and for a
 * code block, whose function nothing around says anything about, what it is given and has to give. Null: nothing.
 */
export function annotations(
  ts: TypeScript,
  look: Look,
  fileName: string,
  text: string,
): readonly Insert[] | null {
  const block = typeOfBlock(fileName)
  if (block === null && !/\b(strategy|script|perBar)\s*\(/.test(text)) return null
  const enclosing = block === null ? [] : inBrackets(text)
  const plain = ts.createSourceFile(fileName, withInserts(text, enclosing), LATEST, true)
  const steps = stepFunctions(ts, plain, block !== null)
  if (block !== null && !steps.some(({ of }) => of === 'block')) return satisfying(block, text)
  if (steps.length === 0) return null
  const fixed = steps.flatMap(step =>
    step.of === 'block' && block
      ? ofBlock(ts, step, block)
      : step.of === 'perBar'
        ? []
        : returning(ts, step, step.of === 'script' ? 'Decided' : 'Outputs'),
  )
  const stateful = steps.flatMap((step, nth) => (hasState(step) ? [{ step, nth }] : []))
  const around = steps.filter(({ of, node }) => of === 'perBar' && isOpen(node.parameters[2]))
  const all = (types: readonly string[], params: readonly string[]) => {
    const put = [
      ...fixed,
      ...stateful.map(({ step }, at) => ({ at: step.node.parameters[1]!.end, text: `: ${types[at]}` })),
      ...around.map(({ node }, at) => ({ at: node.parameters[2]!.end, text: `: Around<${params[at]}>` })),
    ].map(insert => ({ ...insert, at: placeWithout(insert.at, enclosing) }))
    return ordered([...enclosing.slice(0, 1), ...put, ...enclosing.slice(1)])
  }
  let states: readonly StateType[] = stateful.map(() => NOTHING)
  let params: readonly string[] = around.map(() => UNKNOWN)
  const rounds = stateful.length + around.length > 0 ? ROUNDS : 0
  for (let round = 0; round < rounds; round++) {
    const { file, checker } = look(withInserts(text, all(states.map(asGuess), params)))
    const seen = stepFunctions(ts, file, block !== null)
    if (seen.length !== steps.length) return enclosing
    const next = stateful.map(({ nth }) => stateOf(ts, checker, seen[nth]!))
    params = around.map(step => paramsText(ts, checker, seen[steps.indexOf(step)]!))
    const isSettled = next.every((type, at) => sameType(type, states[at]!))
    states = next
    if (isSettled) break
  }
  return all(states.map(asType), params)
}

const UNKNOWN = 'Readonly<Record<string, any>>'

/** A function stands alone as an expression, not as a statement. What a comment ends in does not swallow the bracket. */
const inBrackets = (text: string): readonly Insert[] => [
  { at: 0, text: '(', leads: true },
  { at: text.length, text: '\n)' },
]

/** A block whose function is not written out, but handed on by an expression: as a whole it has to fit. */
function satisfying(block: string, text: string): readonly Insert[] {
  const start = text.length - text.trimStart().length
  const [line = ''] = text.slice(start).split('\n')
  const blames = { start, length: line.length }
  return [...inBrackets(text), { at: text.length, text: ` satisfies ${block}`, blames }]
}

/** Types for the arguments of a block's function and for what it returns: they hold while its braces are still open. */
const ofBlock = (ts: TypeScript, step: StepFunction, block: string): readonly Insert[] =>
  returning(
    ts,
    step,
    `ReturnType<${block}>`,
    step.node.parameters.flatMap((each, nth) =>
      isOpen(each) && nth !== 1 ? [{ at: each.end, text: `: Parameters<${block}>[${nth}]` }] : [],
    ),
  )

/** The type of what an arrow function returns: what is wrong about that is told where it stands, not of the function. */
function returning(
  ts: TypeScript,
  { node }: StepFunction,
  type: string,
  args: readonly Insert[] = [],
): readonly Insert[] {
  const arrow = node.equalsGreaterThanToken
  const [only] = node.parameters
  if (!arrow || node.type || node.modifiers) return args
  // right behind the brackets: elsewhere the formatter would take the space before the arrow for the piece's
  const result = { at: arrow.getFullStart(), text: `: ${type}` }
  const isBare = only !== undefined && ts.isIdentifier(only.name) && only.getStart() === node.getStart()
  if (!isBare) return [...args, result]
  return [{ at: node.getStart(), text: '(', leads: true }, ...args, { at: only.end, text: ')' }, result]
}

function paramsText(ts: TypeScript, checker: Checker, { params }: StepFunction): string {
  if (!params) return UNKNOWN
  const type = checker.typeToString(
    checker.getTypeAtLocation(params),
    params,
    ts.TypeFormatFlags.NoTruncation,
  )
  return `Chosen<${type}>`
}
