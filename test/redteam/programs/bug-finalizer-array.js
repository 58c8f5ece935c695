// attack: length grown, then pushed (use after free in a sister engine)
// expect: ok, thrown, memory, fuel, crashed
let keep = []
for (let i = 0; i < 3000; i++) { const a = [0]; a.length = 245; a.push(2); keep.push(a) }
keep = null
const more = []
for (let i = 0; i < 5e4; i++) more.push({ i })
emit('x', close)
