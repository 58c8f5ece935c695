// attack: backtracking through a back reference
// expect: fuel
;/^(a*)*\1$/.test('a'.repeat(40) + 'b')
