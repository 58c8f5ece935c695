// attack: a method of a series
// expect: thrown
Object.getPrototypeOf(close).add = () => close
