// attack: the seed alone decides
// expect: ok
emit('x', close.add(Math.random()).add(Math.random()))
