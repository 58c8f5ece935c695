// attack: growing a resizable buffer
// expect: memory, thrown
const b = new ArrayBuffer(8, { maxByteLength: 2 ** 31 - 1 })
b.resize(2 ** 31 - 1)
new Uint8Array(b).fill(1)
throw new Error('no such memory')
