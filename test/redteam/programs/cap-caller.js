// attack: the caller of a strict function
// expect: thrown
function f() { return f.caller }
f()
