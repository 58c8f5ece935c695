// attack: an object made of traps
// expect: thrown
throw Object.create({ get name() { throw 1 }, get message() { throw 2 }, get stack() { throw 3 } })
