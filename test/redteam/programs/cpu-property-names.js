// attack: enumerating what keeps growing
// expect: fuel, memory
const o = {}
for (let i = 0; ; i++) { o['k' + i] = i; Object.keys(o) }
