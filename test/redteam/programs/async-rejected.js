// attack: a rejection nobody handles
// expect: ok
Promise.reject(new Error('lost'))
emit('x', close)
