import type { NodeMemory } from '../../run/memory'

const bars = (n: number) => (n === 1 ? '1 bar' : `${n.toLocaleString('en-US')} bars`)

/** An entry’s memory as a sentence for its page. */
export const memoryText = ({ first, settled, exact, punctual }: NodeMemory): string => {
  if (exact && settled === 1) return 'No memory: the value rests on its own bar alone.'
  const begins = punctual
    ? `First value after ${bars(first)}`
    : `First value after ${bars(first)} or later, when there is something to tell`
  if (settled === null)
    return `${begins}. It rests on the whole history, so it may differ between runs that begin at different bars.`
  if (exact) return `${begins}. Exact: it rests on the last ${bars(settled)} and on nothing before them.`
  return `${begins}. Where history begins no longer matters after ${bars(settled)}.`
}
