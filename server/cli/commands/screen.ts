import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { catalogue } from '../../../sandbox/catalogue'
import { judgeBatch } from '../../engine/judge'
import { openScreen, rankRows, type ScreenRow } from '../../engine/screen'
import { scriptsInGuests } from '../../screens/scripts'
import { chosenTimeframe, chosenZone, readBars, symbolOf } from '../bars'
import { type Command, filesOf } from '../command'
import { programOf } from '../compiled'
import { reason } from '../document'
import { TIMEFRAME, ZONE } from '../flags'
import { otherSymbols } from '../others'
import { alignedTable } from '../table'
import { UsageError } from '../usage'

const BATCH = 50

export const screen: Command = {
  name: 'screen',
  files: ['FILE'],
  about:
    'Runs a document over every CSV file of a folder and ranks the symbols that match at their last bar.',
  flags: {
    data: { takes: 'value', value: 'DIR', about: 'folder of CSV files; the symbol is the file’s name' },
    limit: { takes: 'value', value: 'N', about: 'the best N rows' },
    all: { takes: 'nothing', about: 'also the symbols that do not match, behind the others' },
    timeframe: TIMEFRAME,
    zone: ZONE,
    param: { takes: 'values', value: 'NAME=VALUE', about: 'a parameter of the document; may be repeated' },
  },
  async run(given) {
    const [file = ''] = filesOf(screen, given)
    const folder = given.one('data')
    if (folder === undefined) throw new UsageError('screen needs a folder of bars: --data DIR.')
    const limit = limitOf(given.one('limit'))
    const files = await csvsIn(folder)
    const zone = chosenZone(given.one('zone'))
    const program = await programOf(file, given.all('param'))
    const first = await readBars(path.join(folder, files[0] ?? ''), { zone })
    const timeframe = chosenTimeframe(given.one('timeframe'), first, program.timeframe)
    const judge = openScreen(program, timeframe, catalogue)
    const tapes = await otherSymbols(program, folder, timeframe, zone)
    const rows: (ScreenRow & { readonly time: number })[] = []
    for (let from = 0; from < files.length; from += BATCH) {
      const candidates = await Promise.all(
        files.slice(from, from + BATCH).map(async name => {
          const own = await readBars(path.join(folder, name), { zone })
          return {
            symbol: symbolOf(name),
            bars: { own, others: (clock: Parameters<typeof tapes>[0]) => tapes(clock)?.bars ?? null },
          }
        }),
      )
      for (const [at, row] of (await judgeBatch(judge, candidates, scriptsInGuests)).entries())
        if (row) rows.push({ ...row, time: candidates[at]?.bars.own.time.at(-1) ?? 0 })
    }
    const matches = rows.filter(row => row.matched).length
    const ranked = rankRows(given.has('all') ? rows : rows.filter(row => row.matched)).slice(0, limit)
    const names = program.columns.map(({ name }) => name)
    return {
      ok: true,
      json: {
        digest: program.digest,
        timeframe,
        symbols: rows.length,
        matches,
        rows: ranked.map(({ values, ...row }, at) => ({
          rank: at + 1,
          ...row,
          columns: Object.fromEntries(names.map((name, column) => [name, values[column] ?? null])),
        })),
      },
      text: [
        alignedTable(
          ['symbol', 'match', 'score', 'close', ...names],
          ranked.map(({ symbol, matched, score, close, values }) => [
            symbol,
            matched ? 'yes' : 'no',
            ...[score, close, ...values].map(value =>
              value === null ? '·' : String(Number(value.toPrecision(8))),
            ),
          ]),
        ),
        '',
        `${matches} of ${rows.length} symbols match.`,
      ].join('\n'),
    }
  },
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0)
    throw new UsageError(`--limit ${text}: give a whole number from 1.`)
  return Number(text)
}

async function csvsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(error => {
    throw new UsageError(`${folder} can’t be read: ${reason(error)}.`)
  })
  const files = names.filter(name => /\.csv$/i.test(name)).sort()
  if (files.length === 0) throw new UsageError(`There is no .csv file in ${folder}.`)
  return files
}
