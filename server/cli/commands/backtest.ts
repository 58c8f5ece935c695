import path from 'node:path'
import { evaluateOver } from '../../../sandbox/bias/evaluate'
import { catalogue } from '../../../sandbox/catalogue'
import { robustnessOfBacktest } from '../../backtests/robustness'
import { BacktestScripts } from '../../backtests/scripts'
import { backtest as simulate } from '../../engine/backtest/backtest'
import { whyNot } from '../../engine/backtest/modes'
import { openRule } from '../../engine/backtest/rule'
import { checkRun } from '../../engine/bias/runBias'
import { factsOf, type ReportAsked, reportFrom } from '../../engine/report/report'
import { scriptsInGuests } from '../../screens/scripts'
import { chosenZone } from '../bars'
import { type Command, filesOf } from '../command'
import { programOf } from '../compiled'
import { SETTINGS, TIMEFRAME, ZONE } from '../flags'
import { otherSymbols } from '../others'
import { reportText } from '../reportText'
import { settingsFrom } from '../settings'
import { readAll, timeframeOfAll } from '../symbolFiles'
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
    settings: SETTINGS,
    timeframe: TIMEFRAME,
    zone: ZONE,
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
    const timeframe = timeframeOfAll(read, given.one('timeframe'), program)
    const rule = openRule(program, { timeframe, catalogue, settings })
    if (!rule) throw new UsageError(`${file} ${whyNot(program, settings.mode)}`)
    const others = await otherSymbols(program, path.dirname(first.file), timeframe, zone)
    let current = first.symbol
    const steps = simulate({
      rule,
      settings,
      onSymbol: symbol => {
        current = symbol
      },
      symbols: read.map(({ symbol, bars }) => ({
        symbol,
        bars: { own: bars, others: clock => others(clock)?.bars ?? null },
      })),
    })
    const scripts = new BacktestScripts()
    let step = steps.next()
    try {
      while (!step.done) step = steps.next(await scripts.answer(current, step.value))
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
