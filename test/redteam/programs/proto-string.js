// attack: text methods
// expect: thrown
String.prototype.includes = () => false
