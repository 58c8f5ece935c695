// attack: slices of a buffer that is not there
// expect: ok, thrown, memory, fuel, crashed
try { ArrayBuffer.prototype.slice.call(new ArrayBuffer(8), { valueOf() { return -1e308 } }, Infinity) } catch {}
try { new Float64Array(new ArrayBuffer(16), 8, { valueOf() { return 2 ** 31 } }) } catch {}
emit('x', close)
