// attack: text that is never asked for
// expect: thrown
throw { toString() { for (;;); }, valueOf() { for (;;); } }
