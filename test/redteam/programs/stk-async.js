// attack: asynchronous recursion
// expect: ok, jobs, stack, fuel
async function f() { await f() }
f()
emit('x', close)
