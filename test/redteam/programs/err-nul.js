// attack: a message that ends early elsewhere
// expect: thrown
throw new Error('safe\0evil')
