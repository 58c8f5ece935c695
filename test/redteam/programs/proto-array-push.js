// attack: push as the prelude might use it
// expect: thrown
Array.prototype.push = () => 0
