// attack: a class that never finishes being defined
// expect: fuel
class A { static { for (;;); } }
