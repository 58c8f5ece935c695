// attack: boxed text
// expect: protocol
answer(new String('{}'))
