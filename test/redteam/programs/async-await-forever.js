// attack: waits for ever
// expect: jobs
;(async () => { for (;;) await 0 })()
