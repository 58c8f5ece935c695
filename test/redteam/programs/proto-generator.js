// attack: generators' shared parent
// expect: thrown
Object.getPrototypeOf(function* () {}).prototype.next = () => 0
