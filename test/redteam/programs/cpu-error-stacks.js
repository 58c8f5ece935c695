// attack: backtraces without end
// expect: fuel, memory
for (;;) new Error('x').stack
