// attack: a callback that reduces again
// expect: stack
const f = () => [1, 2].reduce(f)
f()
