// attack: uses up the random numbers
// expect: ok
for (let i = 0; i < 1e5; i++) Math.random()
emit('x', close)
