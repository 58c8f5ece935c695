// attack: a clock that stands, in UTC
// expect: ok
const a = Date.now()
let s = 0
for (let i = 0; i < 1e5; i++) s += i
if (Date.now() !== a || new Date(2020, 0, 1).getTime() !== Date.UTC(2020, 0, 1)) throw new Error('moved')
emit('x', close.add(a).add(new Date(0).getHours()))
