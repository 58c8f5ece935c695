// attack: a getter on the root
// expect: thrown
Object.defineProperty(Object.prototype, 'then', { get() { return 1 } })
