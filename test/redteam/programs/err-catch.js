// attack: catches what stops it
// expect: fuel
for (;;) try { for (;;); } catch {}
