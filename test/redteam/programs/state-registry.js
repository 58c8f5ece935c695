// attack: a note in the symbol registry
// expect: ok
Symbol.for('note').description
emit('x', close)
