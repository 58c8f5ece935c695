// attack: one buffer of a gigabyte
// expect: memory, thrown
new ArrayBuffer(2 ** 30)
