// attack: defining holes one by one
// expect: fuel, memory, thrown
Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0, 0)
