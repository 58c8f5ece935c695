// attack: a scope made of an object
// expect: syntax
with (ta) { rsi(close) }
