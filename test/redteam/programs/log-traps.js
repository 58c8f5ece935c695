// attack: values that resist being shown
// expect: thrown, ok
log({ toJSON() { throw new Error('no') } })
emit('x', close)
