// attack: lazy helpers over an endless source
// expect: fuel, thrown
function* g() { for (;;) yield 1 }
g().filter(() => false).next()
