// attack: code from text through an async generator
// expect: thrown
Reflect.construct(Object.getPrototypeOf(async function* () {}).constructor, ['yield 1'])
