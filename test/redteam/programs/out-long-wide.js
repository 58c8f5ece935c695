// attack: few characters, many bytes
// expect: output
answer('\u20ac'.repeat(250000))
