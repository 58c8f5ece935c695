// attack: an iterator that is never done
// expect: fuel
for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }) {}
