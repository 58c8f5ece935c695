import path from 'node:path'
import { evaluateOver } from '../../../sandbox/bias/evaluate'
import { catalogue } from '../../../sandbox/catalogue'
import { robustnessOfBacktest } from '../../backtests/robustness'
import { BacktestScripts } from '../../backtests/scripts'
import { backtest as simulate } from '../../engine/backtest/backtest'
import { whyNot } from '../../engine/backtest/modes'
import { openRule } from '../../engine/backtest/rule'
import { readSettings, type Settings } from '../../engine/backtest/settings'
import { checkRun } from '../../engine/bias/runBias'
import { factsOf, type Report, type ReportAsked, reportFrom } from '../../engine/report/report'
import { scriptsInGuests } from '../../screens/scripts'
import { chosenTimeframe, chosenZone, DataError, readBars, symbolOf, timeframeOf } from '../bars'
import { type Command, filesOf } from '../command'
import { programOf } from '../compiled'
import { readText } from '../document'
import { otherSymbols } from '../others'
import { reportText } from '../reportText'
import { UsageError } from '../usage'

export const backtest: Command = {
  name: 'backtest',
  files: ['FILE'],
  about: 'Trades a document over CSV files and reports what came of it.',
  flags: {
    data: {
      takes: 'values',
      value: 'CSV',
      about: 'bars of a symbol; repeat it for more, which share the money',
    },
    settings: { takes: 'value', value: 'FILE.json', about: 'cash, costs, sizing and so on; see the guide' },
    timeframe: { takes: 'value', value: '1d', about: 'length of the bars, where the document does not say' },
    zone: { takes: 'value', value: 'ZONE', about: 'time zone of times that name none; UTC when left out' },
    param: { takes: 'values', value: 'NAME=VALUE', about: 'a parameter of the document; may be repeated' },
  },
  async run(given) {
    const [file = ''] = filesOf(backtest, given)
    const files = given.all('data')
    if (files.length === 0) throw new UsageError('backtest needs bars: --data CSV.')
    const zone = chosenZone(given.one('zone'))
    const settings = await settingsFrom(given.one('settings'))
    const program = await programOf(file, given.all('param'))
    const { read, failed } = await readAll(files, zone)
    const [first] = read
    if (!first) throw new UsageError('There are no bars to trade over.')
    const looked = read.find(({ bars }) => timeframeOf(bars) !== null) ?? first
    const timeframe =
      looked.bars.time.length < 2 && given.one('timeframe') === undefined
        ? (program.timeframe ?? '1d')
        : chosenTimeframe(given.one('timeframe'), looked.bars, program.timeframe)
    const rule = openRule(program, { timeframe, catalogue, settings })
    if (!rule) throw new UsageError(`${file} ${whyNot(program, settings.mode)}`)
    const others = await otherSymbols(program, path.dirname(first.file), timeframe, zone)
    const steps = simulate({
      rule,
      settings,
      symbols: read.map(({ symbol, bars }) => ({
        symbol,
        bars: { own: bars, others: clock => others(clock)?.bars ?? null },
      })),
    })
    const scripts = new BacktestScripts()
    let step = steps.next()
    try {
      while (!step.done) step = steps.next(await scripts.answer(first.symbol, step.value))
    } finally {
      scripts.close()
    }
    const bias = await checkRun({
      rule,
      catalogue,
      symbols: read.map(({ symbol, bars }) => ({
        symbol,
        bars: bars.time.length,
        evaluate: evaluateOver({
          bars,
          timeframe,
          catalogue,
          tapes: others,
          answer: async due => (await scriptsInGuests(due.code, [{ symbol, ...due }]))[0] ?? [],
        }),
      })),
    })
    const asked: ReportAsked = {
      rule,
      symbols: read,
      settings,
      backtest: step.value,
      periodsPerYear: null,
      trials: 1,
      failed,
      ...(bias && { bias }),
    }
    const facts = factsOf(asked)
    const robustness = robustnessOfBacktest({ rule, settings, backtest: step.value, facts })
    const report = reportFrom(facts, { ...asked, robustness })
    return { ok: true, json: report, text: reportText(report) }
  },
}

async function settingsFrom(file: string | undefined): Promise<Settings> {
  let value: unknown = {}
  if (file !== undefined)
    try {
      value = JSON.parse(await readText(file))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw new UsageError(`${file} is not JSON: ${error.message}.`)
    }
  const result = readSettings(value)
  if (result.ok) return result.settings
  throw new UsageError(result.problems.map(({ message }) => `${file ?? 'settings'}: ${message}`).join('\n'))
}

interface ReadFile {
  readonly file: string
  readonly symbol: string
  readonly bars: Awaited<ReturnType<typeof readBars>>
}

/** One bad file among several is left out and named; one bad file alone is the answer. */
async function readAll(
  files: readonly string[],
  zone: string | undefined,
): Promise<{ readonly read: readonly ReadFile[]; readonly failed: Report['failed'] }> {
  const read: ReadFile[] = []
  const failed: { symbol: string; message: string }[] = []
  for (const file of files) {
    const symbol = symbolOf(file)
    if (read.some(each => each.symbol === symbol))
      throw new UsageError(`There are two files of ${symbol}. A symbol is named by its file.`)
    try {
      read.push({ file, symbol, bars: await readBars(file, { zone, allowEmpty: true }) })
    } catch (error) {
      if (!(error instanceof DataError) || files.length === 1) throw error
      failed.push({ symbol, message: error.message })
      console.error(error.message)
    }
  }
  return { read, failed }
}
