// attack: reverse of the largest array-like
// expect: fuel
Array.prototype.reverse.call({ length: 2 ** 53 - 1 })
