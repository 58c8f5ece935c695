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
          ['`check FILE`', 'compiles, and tells what was found'],
          ['`run FILE --data CSV`', 'every output for every bar'],
          ['`screen FILE --data DIR`', 'ranks the symbols of a folder that match at their last bar'],
          [
            '`backtest FILE --data CSV`',
            'trades it over history, or ranks, or studies it: [backtests](/docs/language/backtests)',
          ],
          [
            '`optimise FILE --data CSV --grid fast=5..50:5`',
            'tries values of its [parameters](/docs/language/params); `--walk-forward rolling:500/100` judges each choice on bars after it',
          ],
          ['`to-code GRAPH.json`', 'prints a graph as a formula'],
          ['`to-graph FILE.ts`', 'draws a formula or script as a graph'],
          ['`catalogue`', 'every function with its inputs, parameters and memory'],
        ),
        table(
          ['Flag', 'Means'],
          ['`--json`', 'one JSON value; missing values are `null`'],
          ['`--param NAME=VALUE`', 'sets a [parameter](/docs/language/params), as often as needed'],
          ['`--timeframe 1h`', 'length of the bars, where the file does not show it'],
          ['`--limit N`', 'the best N rows of a screen'],
          ['`--all`', 'also the symbols that do not match'],
          ['`--help`', 'what a command takes'],
        ),
        list(
          'It ends with 0 when all is well, 1 when a document or its data has problems, 2 when the command makes no sense.',
          '[Other symbols](/docs/language/clocks#symbol) that a strategy reads are found beside the file, by their names.',
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
