// attack: leaves strict mode
// expect: syntax
var a = 017
