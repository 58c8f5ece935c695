// attack: a thenable that resolves to itself
// expect: jobs
const t = { then(done) { done(t) } }
Promise.resolve(t)
