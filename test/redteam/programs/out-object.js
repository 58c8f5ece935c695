// attack: an object that would become text
// expect: protocol
answer({ toString: () => '{}' })
