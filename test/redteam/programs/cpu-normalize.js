// attack: normalisation of megabytes, repeated
// expect: fuel, memory, thrown
const s = '\u1e9b\u0323'.repeat(1e6)
for (;;) s.normalize('NFKD')
