// attack: an index that shrinks the buffer
// expect: ok, thrown, memory, fuel, crashed
const b = new ArrayBuffer(64, { maxByteLength: 128 })
const v = new DataView(b)
try { v.setFloat64({ valueOf() { b.resize(1); return 8 } }, 1) } catch {}
try { new Uint8Array(b).copyWithin(0, { valueOf() { b.resize(128); b.resize(2); return 1 } }) } catch {}
emit('x', close)
