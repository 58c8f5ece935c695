// attack: one object with endless properties
// expect: memory, fuel
const o = {}
for (let i = 0; ; i++) o['p' + i] = i
