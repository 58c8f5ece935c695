// attack: text that ends early elsewhere
// expect: output
answer('safe\0evil')
