// attack: species that answer with something smaller
// expect: ok, thrown, memory, fuel, crashed
class A extends Array { static get [Symbol.species]() { return function () { return new Uint8Array(1) } } }
try { A.from([1, 2, 3]).map(x => x).concat([1, 2, 3]) } catch {}
try { A.from([1, 2, 3]).splice(0, 3) } catch {}
emit('x', close)
