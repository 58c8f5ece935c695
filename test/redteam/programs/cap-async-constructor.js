// attack: code from text through an async function
// expect: thrown
;(async () => {}).constructor('return 1')()
