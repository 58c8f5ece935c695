// attack: a note left on the global object
// expect: ok
globalThis.note = 'left behind'
var another = 'left behind'
emit('x', close)
