// attack: JSON of a graph whose tree is exponential
// expect: fuel, memory
let a = {}
for (let i = 0; i < 40; i++) a = { l: a, r: a }
JSON.stringify(a)
