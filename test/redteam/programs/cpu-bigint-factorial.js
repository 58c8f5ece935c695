// attack: products that grow without polls
// expect: fuel, memory, thrown
let x = 1n
for (let i = 1n; ; i++) x *= i
