// attack: flattens a rope of two hundred thousand joints
// expect: ok, stack, memory, fuel
let s = ''
for (let i = 0; i < 2e5; i++) s = 'a' + s + 'b'
if (s.charCodeAt(1e5) !== 97) throw new Error('wrong letter')
emit('x', close)
