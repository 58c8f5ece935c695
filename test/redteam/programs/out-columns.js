// attack: no way to the columns but the prelude's
// expect: ok
if (typeof columns !== 'undefined' || typeof out !== 'undefined') throw new Error('columns in reach')
emit('x', close)
