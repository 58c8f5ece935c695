// attack: code from text through a subclass
// expect: thrown
class F extends Function {}
new F('return 1')
