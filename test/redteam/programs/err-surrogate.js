// attack: half a character
// expect: thrown
throw new Error('\ud800')
