// attack: a buffer handed away while it is read
// expect: ok, thrown, memory, fuel, crashed
const b = new ArrayBuffer(64)
const u = new Uint8Array(b)
try { u.set({ length: 64, get 0() { b.transfer(); return 1 } }) } catch {}
try { u.subarray(0, 8).fill({ valueOf() { b.transfer?.(0); return 1 } }) } catch {}
emit('x', close)
