// attack: a value that logs while it is logged
// expect: ok, thrown, stack
log({ toJSON() { log('inner'); return 1 } })
emit('x', close)
