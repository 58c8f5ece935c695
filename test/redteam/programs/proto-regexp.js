// attack: the matcher
// expect: thrown
RegExp.prototype.exec = () => null
