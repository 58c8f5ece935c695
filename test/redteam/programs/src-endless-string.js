// attack: text that does not end
// expect: syntax
const a = 'abc
