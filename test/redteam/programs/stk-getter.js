// attack: a getter that reads itself
// expect: stack
const o = { get a() { return this.a } }
o.a
