import { formula, graph, list, note, text } from '../blocks'
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
          `export default strategy({ name: 'Drawn' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  const oversold = rsi < 35
  return { filter: oversold, score: -rsi }
})`,
        ),
        text('The same, as it is stored:'),
        graph(
          'filter score',
          `{
  "version": 1,
  "name": "Drawn",
  "blocks": [
    { "kind": "operator", "id": "a", "x": 0, "y": 0, "entry": "rsi", "name": "rsi",
      "params": { "length": 14 } },
    { "kind": "operator", "id": "b", "x": 240, "y": 0, "entry": "lt", "name": "oversold",
      "values": { "b": 35 } },
    { "kind": "operator", "id": "c", "x": 240, "y": 120, "entry": "neg" },
    { "kind": "output", "id": "d", "x": 480, "y": 0, "output": "filter" },
    { "kind": "output", "id": "e", "x": 480, "y": 120, "output": "score" }
  ],
  "wires": [
    { "from": { "block": "a", "port": "value" }, "to": { "block": "b", "port": "a" } },
    { "from": { "block": "a", "port": "value" }, "to": { "block": "c", "port": "a" } },
    { "from": { "block": "b", "port": "value" }, "to": { "block": "d", "port": "value" } },
    { "from": { "block": "c", "port": "value" }, "to": { "block": "e", "port": "value" } }
  ]
}`,
        ),
        list(
          'Printed, each block is one statement; its name is the name of the constant.',
          'Drawn, each call is one block, laid out from left to right.',
          'Parameters stay parameters.',
          'A port that is left open takes what its page in the catalogue says: here RSI takes `close`.',
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
          'Comments are not drawn; a graph has notes.',
        ),
        note('No operation is dropped. What can’t be drawn stays a code block.'),
      ],
    },
    {
      id: 'unfinished',
      title: 'Half-wired graphs',
      blocks: [
        text(
          'An unfinished graph is a normal state. Each [problem](/docs/language/problems) sits on the block that has it, and what is complete compiles beside it.',
        ),
      ],
    },
  ],
}
