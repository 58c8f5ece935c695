// attack: doubling arrays
// expect: memory, fuel, thrown
let a = [1]
for (;;) a = a.concat(a)
