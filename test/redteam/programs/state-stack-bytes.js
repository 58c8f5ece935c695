// attack: leaves its words deep in the stack
// expect: ok
const f = n => (n ? f(n - 1) + 'secret'.length : 0)
f(800)
emit('x', close)
