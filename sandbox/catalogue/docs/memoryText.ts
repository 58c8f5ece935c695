import type { Memory } from '../define'

const bars = (n: number) => (n === 1 ? '1 bar' : `${n.toLocaleString('en-US')} bars`)

/** An entry’s memory as a sentence for its page. */
export const memoryText = (memory: Memory): string => {
  switch (memory.kind) {
    case 'window':
      return memory.bars === 1
        ? 'No memory: the value rests on its own bar alone.'
        : `Exact: the value rests on the last ${bars(memory.bars)} and on nothing before them.`
    case 'fading':
      return memory.first === memory.settled
        ? `First value after ${bars(memory.first)}, settled at once.`
        : `First value after ${bars(memory.first)}; where history begins no longer matters after ${bars(memory.settled)}.`
    case 'unbounded':
      return `First value after ${bars(memory.first)}, but it rests on the whole history: it may differ between runs that begin at different bars.`
  }
}
