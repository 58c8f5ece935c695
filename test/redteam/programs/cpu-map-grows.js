// attack: a map without end
// expect: fuel, memory
const m = new Map()
for (let i = 0; ; i++) m.set(i, i)
