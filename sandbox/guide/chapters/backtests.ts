import { list, note, table, terminal, text } from '../blocks'
import derived from '../derived/backtests.json'
import type { Block, Chapter } from '../guide'

interface Setting {
  readonly key: string
  readonly about: string
  readonly allowed: string
  readonly preset: string | null
}

const settings: readonly Setting[] = derived.settings

const topOf = ({ key }: Setting): string => key.split('.')[0] ?? key

const row = ({ key, about, allowed, preset }: Setting): readonly string[] => [
  `\`${key}\``,
  about,
  allowed === '' ? 'holds the settings below it' : allowed,
  preset === null ? 'none' : `\`${preset}\``,
]

/** The settings under these names, those they hold included. */
const settingsTable = (keep: (name: string) => boolean): Block =>
  table(['Key', 'For', 'Allowed', 'Default'], ...settings.filter(each => keep(topOf(each))).map(row))

const OF_MODES = ['rank', 'events']

const metrics = (): readonly Block[] => {
  const families = [...new Set(derived.metrics.map(({ family }) => family))]
  return families.map(family =>
    table(
      [family, 'Formula', 'Name in `stats`'],
      ...derived.metrics
        .filter(each => each.family === family)
        .map(({ id, title, formula }) => [title, formula, `\`${id}\``]),
    ),
  )
}

export const backtests: Chapter = {
  id: 'backtests',
  title: 'Backtests',
  summary:
    'Trading a strategy over history: three ways to do it, every setting, and what a report’s numbers mean.',
  sections: [
    {
      id: 'modes',
      title: 'Three modes',
      blocks: [
        table(
          ['`mode`', 'What is run', 'What it reads of [outputs](/docs/language/outputs)'],
          [
            '`signals`',
            'entries and exits are traded with one account',
            '`long`, `short`, `exitLong`, `exitShort`, prices and `size`; `filter` alone is bought while it holds',
          ],
          [
            '`rank`',
            'the symbols with the best `score` are held, and changed for better ones every so many bars',
            '`score`, and `filter` where there is one: only what it lets through is ranked',
          ],
          [
            '`events`',
            'nothing is traded: what prices did after each signal, beside what they usually did',
            '`long` and `short`, or `filter` for long',
          ],
        ),
        terminal(
          `npm run -s sluice -- backtest momentum.ts --data BTCUSDT.csv --data ETHUSDT.csv --settings rank.json`,
        ),
        terminal('{ "mode": "rank", "rank": { "top": 5, "every": 10, "weights": "inverseVolatility" } }'),
        text(
          'Whatever the mode, a signal is decided at the close of its bar and acted upon at the next open: no run sees a price before it could have been traded.',
        ),
      ],
    },
    {
      id: 'rank',
      title: 'Rebalancing by rank',
      blocks: [
        list(
          'Every `rank.every` bars symbols are ranked at the close. Equal scores go by symbol, so a run is the same whatever order symbols are given in.',
          'Each symbol is brought to its weight at its next open. What leaves is sold first, then what is above its weight; what that sets free is spent in the order of the ranks.',
          'A holding that stays is not touched while it is less than `rank.band` percent of equity from its weight: without a band every rebalance trades crumbs, and pays for them.',
          'A symbol is ranked once its own values are settled, and only at a close at which it has a bar. A holding without a bar keeps its place once; at the second rebalance in a row it is given up, and sold at its next open.',
          'With `rank.shortBottom` as many symbols with the worst scores are sold short, with half of the money on each side.',
        ),
        note(
          'Stops, targets and exits of the rule are not used. `sizing.equityFraction` says how much of equity is invested in all.',
        ),
      ],
    },
    {
      id: 'events',
      title: 'Event studies',
      blocks: [
        text(
          'An instance is a bar on which the rule fires. Its return over a horizon goes from the next open to the close so many bars later; of a short its sign is turned. Instances whose bars end before the horizon are counted apart, never as 0.',
        ),
        table(
          ['Name', 'Means'],
          ['`instances`', 'how many have a return over the horizon; `missing` are too near the end'],
          ['`hit_rate`', 'part of them with a return above 0'],
          [
            '`average_return`',
            'their mean, as a fraction and before costs; `median`, `deviation`, `best`, `worst` beside it',
          ],
          [
            '`baseline`',
            'what an entry at any bar of the same symbols gave, weighted by symbol and side as the instances are',
          ],
          ['`excess`', '`average_return` less `baseline`: what the rule adds to being in the market at all'],
          ['`t_statistic`', 'the mean over its standard error, as if no two instances shared a bar'],
          ['`t_adjusted`', 'the same with instances that share bars counted as one the more they overlap'],
          ['`t_excess`', 'of the excess, with overlap counted'],
          ['`overlapping`', 'part of the instances that began before the one before them had ended'],
          ['`mfe`, `mae`', 'means of the best and the worst price seen on the way'],
        ),
        note(
          'Ten instances that overlap are not ten observations. Read `t_adjusted` and `t_excess` before `t_statistic`, and remember how many rules were tried before this one.',
        ),
      ],
    },
    {
      id: 'settings',
      title: 'Every setting',
      blocks: [
        text(
          'All are optional. One that is not known, or out of its range, is refused with its key and what is allowed.',
        ),
        settingsTable(name => !OF_MODES.includes(name)),
      ],
    },
    {
      id: 'mode-settings',
      title: 'Settings of the modes',
      blocks: [settingsTable(name => OF_MODES.includes(name))],
    },
    {
      id: 'numbers',
      title: 'What the numbers mean',
      blocks: [
        text(
          'A number without meaning is `null`, with its reason in `undefinedStats`; it is never 0 instead. Ratios are taken over daily returns, and annualised by the days a market trades in a year: 365 round the clock, 252 for sessions, unless `periodsPerYear` says otherwise.',
        ),
        ...metrics(),
      ],
    },
  ],
}
