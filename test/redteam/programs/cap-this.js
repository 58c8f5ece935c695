// attack: a call without receiver reaches no hidden global
// expect: ok
const found = (function () { return this })()
if (found !== undefined) throw new Error('a global receiver')
emit('x', close)
