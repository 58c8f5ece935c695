// attack: a note in the prelude's own closure
// expect: ok
later(() => 'left behind')
answer(JSON.stringify({ x: 'mine' }))
