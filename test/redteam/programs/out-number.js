// attack: a number instead of text
// expect: protocol
answer(42)
