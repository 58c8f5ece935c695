// attack: a constructor that makes another
// expect: stack
class A { constructor() { new A() } }
new A()
