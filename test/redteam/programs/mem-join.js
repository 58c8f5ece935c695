// attack: a join that makes gigabytes
// expect: memory, fuel, thrown
new Array(1e6).fill('x'.repeat(1e5)).join('')
