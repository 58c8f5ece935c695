// attack: shrinking an array while it is walked
// expect: ok, thrown, memory, fuel, crashed
const a = Array.from({ length: 1000 }, (_, i) => ({ valueOf() { a.length = 0; return i } }))
a.sort()
a.fill(0)
emit('x', close)
