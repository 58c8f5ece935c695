// attack: half a character
// expect: output
answer('\udfff')
