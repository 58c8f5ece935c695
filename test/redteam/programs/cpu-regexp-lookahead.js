// attack: backtracking inside a look-ahead
// expect: fuel
;/^(?=(a+)+$)/.test('a'.repeat(40) + '!')
