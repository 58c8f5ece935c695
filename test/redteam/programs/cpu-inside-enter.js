// attack: a loop that starts when the prelude calls back
// expect: fuel
later(() => { for (;;); })
