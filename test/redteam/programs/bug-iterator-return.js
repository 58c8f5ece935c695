// attack: iterators closed while they run
// expect: ok, thrown, memory, fuel, crashed
let it
function* g() { try { yield 1; yield 2 } finally { try { it.return() } catch {} try { it.next() } catch {} } }
it = g()
try { for (const x of it) it.return() } catch {}
emit('x', close)
