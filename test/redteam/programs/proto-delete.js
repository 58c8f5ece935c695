// attack: removing a builtin
// expect: thrown
delete globalThis.JSON
