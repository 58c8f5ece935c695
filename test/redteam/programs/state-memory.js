// attack: grows the heap, then leaves
// expect: ok
const a = []
for (let i = 0; i < 20; i++) a.push(new Uint8Array(1e6).fill(7))
emit('x', close)
