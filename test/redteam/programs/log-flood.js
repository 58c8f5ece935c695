// attack: more lines than are kept
// expect: ok
for (let i = 0; i < 1e5; i++) log('line', i)
emit('x', close)
