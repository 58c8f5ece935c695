// attack: tries to leave a wrapping function
// expect: syntax
}); globalThis.out = 1; (() => {
