// attack: a class in front of a builtin
// expect: thrown, syntax
class Array {}
