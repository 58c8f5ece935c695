// attack: lines with NULs, escapes and half characters
// expect: ok
log('a\0b\ud800\u001b[2J\n')
emit('x', close)
