// attack: too much text
// expect: output
answer('x'.repeat(1e6))
