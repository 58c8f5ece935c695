// attack: frees a chain of a hundred thousand objects at once
// expect: ok
let a = null
for (let i = 0; i < 1e5; i++) a = { a }
a = null
emit('x', close)
