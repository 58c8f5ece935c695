// attack: bulk copies between rare polls
// expect: fuel
const a = new Uint8Array(2e7)
for (;;) a.copyWithin(1, 0)
