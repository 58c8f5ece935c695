// attack: a parent for the root
// expect: thrown
Object.setPrototypeOf(Object.prototype, { polluted: 1 })
