// attack: nothing of the world is in reach
// expect: ok
const names = ['std', 'os', 'process', 'require', 'module', 'fetch', 'XMLHttpRequest', 'WebSocket', 'console', 'print', 'load', 'loadScript', 'scriptArgs', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance', 'navigator', 'crypto', 'WebAssembly', 'Worker', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry', 'Proxy', 'eval', '__host', '__enter', 'bjson', 'gc', 'Deno', 'Bun', 'window', 'self', 'global']
for (const name of names) if (name in globalThis) throw new Error('found ' + name)
emit('x', close)
