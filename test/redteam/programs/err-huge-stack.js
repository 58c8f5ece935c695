// attack: megabytes of stack and a million lines
// expect: thrown
const e = new Error('x')
e.stack = '    at a (strategy.ts:1:1)\n'.repeat(2e5)
throw e
