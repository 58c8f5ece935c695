// attack: stack traces tell nothing of the machine
// expect: ok
const { stack } = new Error('x')
if (/[/\\]|file:|node|wasm/.test(stack)) throw new Error(stack)
emit('x', close)
