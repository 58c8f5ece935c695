import type { Completion } from './typescriptApi'

/** JavaScript's and TypeScript's words that no strategy needs; offered among the rest, they only hide it. */
const NOISE = new Set(
  (
    'abstract accessor any as asserts async await bigint catch class debugger declare ' +
    'enum export extends finally globalThis implements import infer interface is keyof ' +
    'module namespace never object out override package private protected public readonly require satisfies super ' +
    'this throw try unique unknown using var void with yield ' +
    'AggregateError ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array DataView Error EvalError FinalizationRegistry ' +
    'Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl Promise Proxy RangeError ReferenceError ' +
    'Reflect RegExp SharedArrayBuffer Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array ' +
    'Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval ' +
    'unescape mark'
  ).split(' '),
)
/** Of what every number has: a series is none of its own that could be written out. */
const OF_NUMBERS = new Set('toExponential toLocaleString toPrecision valueOf'.split(' '))

export const isUseful = ({ name, kind }: Completion): boolean =>
  kind === 'method' ? !OF_NUMBERS.has(name) : !(NOISE.has(name) && OUTER.has(kind))

/** Kinds of words that are there everywhere; a field or an argument may be called like one of them. */
const OUTER = new Set(['keyword', 'var', 'const', 'function', 'module', 'interface', 'class', 'type'])
