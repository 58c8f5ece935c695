// attack: comparators that sort
// expect: stack
const f = () => { [2, 1].sort(f) }
f()
