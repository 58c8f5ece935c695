// attack: no locale of the machine
// expect: ok
if ((1234.5).toLocaleString() !== '1234.5' && (1234.5).toLocaleString() !== '1,234.5') throw new Error('a locale')
emit('x', close)
