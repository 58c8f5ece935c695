// attack: five megabytes of message
// expect: thrown
throw new Error('x'.repeat(5e6))
