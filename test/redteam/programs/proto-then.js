// attack: promises that call back
// expect: thrown
Promise.prototype.then = () => 0
