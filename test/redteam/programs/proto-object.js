// attack: a property for everything
// expect: thrown
Object.prototype.polluted = 1
