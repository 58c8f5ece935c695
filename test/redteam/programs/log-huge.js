// attack: one line of megabytes
// expect: ok
log('x'.repeat(5e6), { toJSON: () => 'y'.repeat(5e6) })
emit('x', close)
