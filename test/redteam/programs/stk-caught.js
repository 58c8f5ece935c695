// attack: overflows, catches, throws something of its own
// expect: thrown
let deep = 0
const f = () => { deep++; f() }
try { f() } catch {}
throw new Error('my own')
