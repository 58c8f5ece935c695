import { formula, list, note, table, text } from '../blocks'
import type { Chapter } from '../guide'

export const start: Chapter = {
  id: 'start',
  title: 'A first formula',
  summary: 'What a strategy is, and the smallest one that works.',
  sections: [
    {
      id: 'program',
      title: 'One rule, one program',
      blocks: [
        text(
          'A strategy is a rule about bars. You write it as a document; Sluice compiles it to a program: a list of small operations on price series, with named outputs. That one program is what runs, in a screen as on the command line, in the browser as on the server, with the same numbers to the bit.',
        ),
        table(
          ['Document', 'You write', 'Take it when'],
          ['[Formula](/docs/language/series)', 'what you look for', 'nearly always'],
          [
            '[Script](/docs/language/scripts)',
            'what to do at each bar',
            'the rule needs a memory that no function offers',
          ],
          ['[Graph](/docs/language/graphs)', 'blocks and wires', 'you would rather draw'],
        ),
        text(
          'Equal rules have equal digests, however they are written: rename a constant, reorder two lines, and the program is the same.',
        ),
      ],
    },
    {
      id: 'first',
      title: 'The smallest formula',
      blocks: [
        formula(
          'filter',
          `export default strategy({ name: 'Oversold' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  return { filter: rsi < 30 }
})`,
        ),
        list(
          'The file exports one `strategy(settings, function)`. Nothing is imported; everything is there by name.',
          'The function takes what it needs from its argument: bar series such as `close`, all indicators in `ta`, your own `params`.',
          'It returns outputs by name. `filter` is true on the bars you want to find.',
        ),
      ],
    },
    {
      id: 'more',
      title: 'A useful one',
      blocks: [
        formula(
          'filter score columns.rsi columns.volumeRatio',
          `export default strategy(
  { name: 'Oversold on volume', timeframe: '5m', params: { length: int(14, 2, 200) } },
  ({ close, volume, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    const volumeRatio = volume / ta.sma(volume, 20)
    return {
      filter: rsi < 30 && volumeRatio > 1.5,
      score: -rsi,
      columns: { rsi, volumeRatio },
    }
  },
)`,
        ),
        text(
          '`score` ranks what was found, the highest first. `columns` are shown beside it. `params` can be changed without touching the code.',
        ),
        table(
          ['Setting', 'Meaning'],
          ['`name`', 'what the strategy is called, at most 80 characters'],
          ['`timeframe`', 'the bars it is written for; left out, it runs on any'],
          ['`params`', '[what can be changed](/docs/language/params) from outside'],
          ['`summary`, `tags`', 'for people; they change nothing'],
        ),
      ],
    },
    {
      id: 'typescript',
      title: 'It is TypeScript',
      blocks: [
        text(
          'Constants, functions, loops, lists, types and comments work as you know them. The function runs once, when the strategy is compiled: not once a bar. What it does to series is recorded, and the record is the program.',
        ),
        formula(
          'filter',
          `type Lengths = readonly number[]
const LENGTHS: Lengths = [10, 20, 50]

// close above all of its averages
export default strategy({ name: 'Above all' }, ({ close, ta }) => {
  let above: boolean = true
  for (const length of LENGTHS) above = above && close > ta.sma(close, length)
  return { filter: above }
})`,
        ),
        note(
          'Code that you or others write runs fenced off: no network, no files, no clock, and [limits](/docs/language/limits) on its work.',
        ),
      ],
    },
  ],
}
