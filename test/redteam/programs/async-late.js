// attack: changes its mind after the answer
// expect: ok
later(() => { Promise.resolve().then(() => answer('{"late":true}')) })
emit('x', close)
