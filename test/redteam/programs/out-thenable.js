// attack: something to wait for
// expect: protocol
answer({ then(done) { done('{}') } })
