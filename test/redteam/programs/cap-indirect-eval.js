// attack: eval by another name
// expect: thrown
;(0, globalThis.eval)('1')
