// attack: nothing is thrown
// expect: thrown
throw null
