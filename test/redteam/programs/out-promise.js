// attack: a promise
// expect: protocol
answer(Promise.resolve('{}'))
