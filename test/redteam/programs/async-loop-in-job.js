// attack: loops where only that job would be ended
// expect: fuel
Promise.resolve().then(() => { for (;;); })
emit('x', close)
