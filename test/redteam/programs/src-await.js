// attack: waits at the top
// expect: syntax, thrown
await Promise.resolve()
