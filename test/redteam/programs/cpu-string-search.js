// attack: quadratic search inside one native call
// expect: fuel
'a'.repeat(2e6).indexOf('a'.repeat(1e6) + 'b')
