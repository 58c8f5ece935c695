// attack: returns from nowhere
// expect: syntax
return emit('x', close)
