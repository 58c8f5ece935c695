// attack: the prelude's own loop over what the guest gave it
// expect: fuel
const list = { length: 2 ** 53 - 1 }
later(() => Array.prototype.includes.call(list, 1))
