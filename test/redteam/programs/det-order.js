// attack: orders that engines disagree on
// expect: ok
const o = { b: 1, 2: 1, a: 1, 1: 1 }
const sorted = [5, 1, 4].map((v, i) => ({ v, i })).sort(() => 0).map(x => x.i)
emit('x', close.add(JSON.stringify([Object.keys(o), sorted]).length))
