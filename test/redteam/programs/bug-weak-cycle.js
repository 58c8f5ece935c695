// attack: weak collections of themselves under collection
// expect: ok, thrown, memory, fuel, crashed
const w = new WeakMap()
for (let i = 0; i < 5e4; i++) { const k = {}; w.set(k, { k, w }); w.set(w, k) }
emit('x', close)
