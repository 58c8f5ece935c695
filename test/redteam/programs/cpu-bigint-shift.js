// attack: one shift makes a gigabyte
// expect: fuel, memory, thrown
1n << 8000000000n
