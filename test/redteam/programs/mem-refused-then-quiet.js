// attack: takes all memory, lets go and behaves
// expect: ok
try { const a = []; for (;;) a.push(new Uint8Array(1e6)) } catch {}
emit('x', close)
