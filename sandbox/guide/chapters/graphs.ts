import { formula, list, note, text } from '../blocks'
import type { Chapter } from '../guide'

export const graphs: Chapter = {
  id: 'graphs',
  title: 'Graphs and their code',
  summary: 'A graph is a formula that is drawn; each becomes the other.',
  sections: [
    {
      id: 'same',
      title: 'The same program',
      blocks: [
        text(
          'Blocks are the functions of the catalogue, wires are series. A graph and the code it prints compile to the same program, with the same digest.',
        ),
        formula(
          'filter score',
          `export default strategy({ name: 'Drawn', timeframe: '1h' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  const average = ta.sma(close, 50)
  const oversold = rsi < 45
  const above = close > average
  return { filter: oversold && above, score: -rsi }
})`,
        ),
        list(
          'Printed, each block is one statement; its name is the name of the constant.',
          'Drawn, each call is one block, laid out from left to right.',
          'Parameters stay parameters.',
        ),
      ],
    },
    {
      id: 'differs',
      title: 'What looks different',
      blocks: [
        list(
          'A loop comes back unrolled: a graph has none.',
          'A helper function comes back as the blocks it made, once for each call.',
          'A script, or a `perBar` inside a formula, is a code block.',
          'Comments stay with the code.',
        ),
        note('Nothing is dropped in silence. What can’t be drawn stays a code block.'),
      ],
    },
    {
      id: 'unfinished',
      title: 'Half-wired graphs',
      blocks: [
        text(
          'An unfinished graph is a normal state. Each [problem](/docs/language/problems) sits on the block that has it, and what is complete can be previewed.',
        ),
      ],
    },
  ],
}
