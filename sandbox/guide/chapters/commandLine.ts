import { list, table, terminal, text } from '../blocks'
import type { Chapter } from '../guide'

export const commandLine: Chapter = {
  id: 'command-line',
  title: 'The command line',
  summary: 'Check, run and screen strategies from files, without server or database.',
  sections: [
    {
      id: 'commands',
      title: 'Commands',
      blocks: [
        terminal(`npm run -s sluice -- check oversold.ts
npm run -s sluice -- run oversold.ts --data BTCUSDT.csv --timeframe 5m --param length=10
npm run -s sluice -- screen oversold.ts --data bars/ --limit 20`),
        table(
          ['Command', 'Does'],
          ['`check FILE`', 'compiles; ends with 1 and the problems where there are errors'],
          ['`run FILE --data CSV`', 'every output for every bar'],
          ['`screen FILE --data DIR`', 'ranked rows over all files of a folder'],
          ['`to-code GRAPH.json`', 'prints a graph as a formula'],
          ['`to-graph FILE.ts`', 'draws a formula as a graph'],
          ['`catalogue`', 'every function with its inputs, parameters and memory'],
        ),
        list(
          '`--json` prints one JSON value. Missing values are `null`.',
          '`--param name=value` sets a [parameter](/docs/language/params), as often as needed.',
        ),
      ],
    },
    {
      id: 'data',
      title: 'Data',
      blocks: [
        terminal(`time,open,high,low,close,volume
2024-01-01T00:00:00Z,42283.58,42554.57,42261.02,42475.23,1271.68
2024-01-01T01:00:00Z,42475.23,42775,42431.65,42613.56,1196.37`),
        list(
          'One file for each symbol, named after it: `BTCUSDT.csv`.',
          'Times are ISO 8601 or milliseconds, ascending, and name the bar’s open.',
          'A bad row is told with its line, and nothing is read.',
        ),
        text(
          'Problems are printed as `file:line:column code sentence`; the [codes](/docs/language/problems) are explained here.',
        ),
      ],
    },
  ],
}
