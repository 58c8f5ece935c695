// attack: takes all memory in a job
// expect: ok, memory, fuel
Promise.resolve().then(() => { const a = []; for (;;) a.push(new Uint8Array(1e6)) })
emit('x', close)
