// attack: a place that is no number
// expect: thrown
const e = new Error('x')
e.stack = '    at a (strategy.ts:99999999999999999999:-1)'
throw e
