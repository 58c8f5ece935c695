// attack: regular expressions that grow
// expect: memory, fuel, thrown
const all = []
for (let i = 0; ; i++) all.push(new RegExp('(a)'.repeat(i)))
