// attack: typed arrays' hidden parent
// expect: thrown
Object.getPrototypeOf(Float64Array.prototype).fill = () => 0
