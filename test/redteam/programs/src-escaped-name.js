// attack: a forbidden name in escapes
// expect: thrown, syntax
\u0065val('1')
