// attack: a comment only old pages know
// expect: ok, syntax
<!-- hidden
emit('x', close)
