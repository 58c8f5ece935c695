// attack: Array.from with the largest length
// expect: fuel, memory, thrown
Array.from({ length: 2 ** 53 - 1 })
