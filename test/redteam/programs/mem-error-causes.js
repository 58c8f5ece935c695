// attack: a chain of causes
// expect: memory, fuel
let e = new Error('0')
for (let i = 0; ; i++) e = new Error('x'.repeat(1000), { cause: e })
