// attack: NaN's other bits
// expect: ok
const bits = new BigUint64Array(new Float64Array([NaN, 0 / 0, -NaN]).buffer)
emit('x', close.add(Number(bits[1] === bits[0])))
