/** A small random source that tells its seed: failures can be run again. */
export interface Dice {
  readonly below: (n: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

export function dice(seed: number): Dice {
  let a = seed | 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (n: number) => next() % Math.max(1, n)
  return { below, pick: list => list[below(list.length)]! }
}

const WORDS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '`',
    '${',
    '"',
    "'",
    '/',
    '\\',
    ';',
    ',',
    '=>',
    '...',
    '?.',
    '**',
    '#x',
    '@',
    '<!--',
  ],
  ...[
    'for(;;)',
    'while(1)',
    'function f(){f()}',
    'async ',
    'await ',
    'yield ',
    'class A{',
    'new ',
    'delete ',
    'static ',
  ],
  ...[
    'try{',
    '}catch{',
    '}finally{',
    'throw ',
    'return ',
    'import(',
    'with(',
    'let ',
    'const ',
    'var ',
    'get ',
    'set ',
  ],
  ...[
    'globalThis',
    'Object.prototype',
    '__proto__',
    'constructor',
    'Symbol.iterator',
    'Symbol.species',
    'Reflect.ownKeys',
  ],
  ...[
    'Array(1e9)',
    '2**53-1',
    '-0',
    'NaN',
    '1e309',
    '9n**9999n',
    '"a".repeat(1e7)',
    'new Uint8Array(1e7)',
    '.sort()',
  ],
  ...[
    '.length=4294967295',
    '.toString()',
    'JSON.stringify',
    'JSON.parse',
    'Promise.resolve().then',
    '\u2028',
    '\ud800',
    '\0',
  ],
  ...[
    'emit("x", close)',
    'later(() => ',
    'answer(',
    'log(',
    'script({}, () => ({}), ',
    'state.x',
    'bar.close',
    '__enter',
  ],
]

/** A text made from others by cutting, doubling, joining and sowing words that parsers and engines stumble over. */
export function mutated({ below, pick }: Dice, corpus: readonly string[]): string {
  let text = pick(corpus)
  for (let n = 1 + below(6); n > 0; n--) {
    const at = below(text.length + 1)
    const end = at + below(40)
    switch (below(6)) {
      case 0:
        text = text.slice(0, at) + text.slice(end)
        break
      case 1:
        text = text.slice(0, at) + pick(WORDS) + text.slice(at)
        break
      case 2:
        text = text.slice(0, end) + text.slice(at)
        break
      case 3: {
        const other = pick(corpus)
        text = text.slice(0, at) + other.slice(below(other.length))
        break
      }
      case 4:
        text = text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at + 1)
        break
      default:
        text = text.slice(0, at) + text.slice(at, end).repeat(1 + below(50)) + text.slice(end)
    }
  }
  return text.slice(0, 70_000)
}

/** Bytes as whoever would send them: any length, any value. */
export const noise = ({ below }: Dice): string =>
  String.fromCharCode(
    ...Array.from({ length: below(400) }, () => (below(4) === 0 ? below(0x10000) : below(128))),
  )
