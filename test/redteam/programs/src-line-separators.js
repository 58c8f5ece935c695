// attack: line breaks that editors don't count
// expect: thrown
const a = 1 /* */; undefinedName()
