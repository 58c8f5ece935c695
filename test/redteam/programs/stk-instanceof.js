// attack: Symbol.hasInstance that asks itself
// expect: stack
const o = { [Symbol.hasInstance](x) { return x instanceof o } }
1 instanceof o
