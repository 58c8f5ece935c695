// attack: nothing
// expect: protocol
answer(undefined)
