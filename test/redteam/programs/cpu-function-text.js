// attack: text of a function, again and again
// expect: fuel
const f = () => { return [1, 2, 3] }
for (;;) f.toString()
