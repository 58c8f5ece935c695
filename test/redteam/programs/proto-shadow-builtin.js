// attack: a lexical name in front of a builtin
// expect: thrown, syntax
const JSON = { stringify: () => 'forged' }
