// attack: a native loop in a job
// expect: fuel
Promise.resolve().then(() => Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1))
