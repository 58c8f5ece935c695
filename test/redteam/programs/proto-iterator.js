// attack: the iterator that spreads use
// expect: thrown
Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true })
