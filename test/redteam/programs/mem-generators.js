// attack: suspended generators
// expect: memory, fuel
function* g() { const big = new Array(1000).fill(0); yield big }
const all = []
for (;;) { const one = g(); one.next(); all.push(one) }
