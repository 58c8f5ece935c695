import type { Problem } from '../ir/problem'

interface Meaning {
  readonly severity: Problem['severity']
  /** What a problem of this code says, for its page. */
  readonly means: string
  /** What its author does about it. */
  readonly remedy: string
}

/** Everything the compiler may say. A code keeps its meaning for ever; sentences may get better. */
export const PROBLEM_CODES = {
  // --- reading code
  syntax: {
    severity: 'error',
    means: 'The source can’t be read as TypeScript.',
    remedy: 'Mend the text at the place shown; often a bracket or a comma before it is missing.',
  },
  'too-large': {
    severity: 'error',
    means: 'The document, or what it makes, is larger than fits.',
    remedy: 'Split it into several strategies, or shorten its lists and loops.',
  },
  'import-refused': {
    severity: 'error',
    means: 'The document imports or exports more than its one strategy.',
    remedy: 'Everything a strategy needs is there by name; leave the import out.',
  },
  'type-syntax': {
    severity: 'error',
    means: 'A construct of TypeScript that makes code, such as an enum.',
    remedy: 'Write it in plain JavaScript; types themselves are welcome.',
  },
  'chained-comparison': {
    severity: 'error',
    means: 'a < b < c compares an answer with a number.',
    remedy: 'Write a < b && b < c.',
  },
  'no-strategy': {
    severity: 'error',
    means: 'The file exports no strategy, script or filter.',
    remedy: 'End it in export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
  },
  'bad-strategy': {
    severity: 'error',
    means: 'A setting of strategy(…) or script(…) has a value it can’t have.',
    remedy: 'Give name as a text and timeframe as one of the known ones.',
  },
  'unknown-setting': {
    severity: 'warning',
    means: 'A setting of strategy(…) that does nothing.',
    remedy: 'Check its spelling, or leave it out.',
  },
  // --- running code
  'series-as-value': {
    severity: 'error',
    means: 'A series is used where one value is needed: in an if, a loop, a text, an index.',
    remedy: 'Choose with where(cond, a, b), look back with ago(x, n).',
  },
  'unknown-name': {
    severity: 'error',
    means: 'A name that is not there.',
    remedy: 'Check its spelling against the catalogue.',
  },
  'bad-argument': {
    severity: 'error',
    means: 'An argument is missing, of the wrong kind, or outside its bounds.',
    remedy: 'Give what the sentence says is allowed.',
  },
  'bad-param': {
    severity: 'error',
    means: 'A parameter is declared or overridden with a value it can’t have.',
    remedy: 'Declare it with int, num, bool or choice, and keep the value inside its bounds.',
  },
  runtime: {
    severity: 'error',
    means: 'The code failed while it was run once.',
    remedy: 'Mend what the message says at the place shown.',
  },
  'out-of-fuel': {
    severity: 'error',
    means: 'The code took too many steps and was stopped.',
    remedy: 'Look for a loop without end, and shorten long ones.',
  },
  'out-of-memory': {
    severity: 'error',
    means: 'The code needed too much memory, or called itself too deeply.',
    remedy: 'Make smaller lists, and look for a function that calls itself without end.',
  },
  // --- scripts
  'script-outputs': {
    severity: 'error',
    means: 'What a script’s function returns can’t be known before it runs.',
    remedy: 'Return an object written out: { filter: …, score: …, columns: { … } }.',
  },
  // --- programs
  'bad-output': {
    severity: 'error',
    means: 'An output or column has a name or a kind it can’t have.',
    remedy: 'Use the outputs there are; conditions for signals, numbers for prices and score.',
  },
  'no-output': {
    severity: 'error',
    means: 'The document has no output.',
    remedy: 'Return or connect at least one, for example filter.',
  },
  'input-kind': {
    severity: 'error',
    means: 'A number is given where a condition is needed.',
    remedy: 'Compare it with something first.',
  },
  'bad-clock': {
    severity: 'error',
    means: 'A timeframe or symbol that doesn’t exist.',
    remedy: 'Use one of 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w, and symbols as the market writes them.',
  },
  'faster-timeframe': {
    severity: 'error',
    means: 'A timeframe faster than the strategy’s own.',
    remedy: 'Run the strategy on the faster timeframe and look at the slower one from there.',
  },
  'mixed-clocks': {
    severity: 'error',
    means: 'Series of different timeframes or instruments meet without being aligned.',
    remedy:
      'Take the series from the same bars, or align it: align(x), in a graph the block “Seen from here”.',
  },
  'too-many-nodes': {
    severity: 'error',
    means: 'The program has more nodes than fit.',
    remedy: 'Shorten loops that make series, or split the strategy.',
  },
  unsettled: {
    severity: 'warning',
    means: 'A signal rests on a value that never becomes free of where the loaded history begins.',
    remedy:
      'Compare such a series with its own past (its change, its average’s slope), not with a fixed level.',
  },
  forming: {
    severity: 'warning',
    means: 'An output asks to be judged on bars that are still forming: it may come and go until they close.',
    remedy: 'Leave forming(…) out unless that is what you want.',
  },
  'not-supported': {
    severity: 'error',
    means: 'Something the language has and programs don’t.',
    remedy: 'Do what the sentence says instead.',
  },
  // --- graphs
  'bad-document': {
    severity: 'error',
    means: 'The graph is not a document of a known version.',
    remedy: 'Open and save it with the editor, or mend the field shown.',
  },
  'unknown-block': {
    severity: 'error',
    means: 'A block of a kind that does not exist.',
    remedy: 'Replace it by one from the palette.',
  },
  'unknown-port': {
    severity: 'error',
    means: 'A wire, a value or a parameter names a port or parameter that the block doesn’t have.',
    remedy: 'Connect it to a port that is there, or remove it.',
  },
  'bad-wire': {
    severity: 'error',
    means: 'A wire begins or ends nowhere, or a port has two of them.',
    remedy: 'Remove the wire or connect it anew.',
  },
  'missing-input': {
    severity: 'error',
    means: 'A port that needs a series has none.',
    remedy: 'Connect it or give it a value.',
  },
  'upstream-problem': {
    severity: 'warning',
    means: 'The block waits for another one that has a problem.',
    remedy: 'Mend the other block first.',
  },
  cycle: {
    severity: 'error',
    means: 'Blocks feed each other in a circle.',
    remedy: 'Remove one of the wires; ago(x, n) looks back without a circle.',
  },
  recursion: {
    severity: 'error',
    means: 'A sub-graph contains itself.',
    remedy: 'Take the inner use of it out.',
  },
  'stale-subgraph': {
    severity: 'error',
    means: 'A block uses another version of its sub-graph than the document holds.',
    remedy: 'Update the block to the version that is there.',
  },
  'param-baked': {
    severity: 'warning',
    means: 'A declared parameter no longer reaches the blocks; its value stands in them.',
    remedy: 'Set the parameter on the blocks that should follow it.',
  },
} as const satisfies Record<string, Meaning>

export type ProblemCode = keyof typeof PROBLEM_CODES
export type CompileProblem = Problem<ProblemCode>

export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEM_CODES, text)

export const isError = ({ severity }: CompileProblem): boolean => severity === 'error'

/** Every code with its meaning, for the page about problems. */
export const problemPages = () =>
  Object.entries(PROBLEM_CODES).map(([code, meaning]) => ({ code, ...meaning }))

export interface Place {
  readonly line?: number | null
  readonly column?: number | null
  readonly block?: string
  readonly port?: string
}

export function problem(
  code: ProblemCode,
  message: string,
  { line, column, ...rest }: Place = {},
): CompileProblem {
  return {
    code,
    message,
    severity: PROBLEM_CODES[code].severity,
    ...(line != null && { line }),
    ...(column != null && { column }),
    ...rest,
  }
}
