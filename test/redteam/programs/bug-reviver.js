// attack: a reviver that tears its own tree down
// expect: ok, thrown, memory, fuel, crashed
try { JSON.parse('[[1,[2,[3]]],{"a":{"b":1}}]', function (k, v) { if (Array.isArray(this)) this.length = 0; else delete this.a; return v }) } catch {}
emit('x', close)
