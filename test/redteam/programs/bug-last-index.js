// attack: lastIndex that changes the pattern
// expect: ok, thrown, memory, fuel, crashed
const r = /a+/g
r.lastIndex = { valueOf() { r.compile('(b)(c)(d)'); return 0 } }
try { r.exec('aaaa') } catch {}
try { 'aaaa'.replace(r, () => { r.compile('x'); return 'y' }) } catch {}
emit('x', close)
