// attack: concat of the largest array-like
// expect: fuel, memory, thrown
;[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true }, { length: 1e15, [Symbol.isConcatSpreadable]: true })
