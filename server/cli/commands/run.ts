import path from 'node:path'
import { catalogue } from '../../../sandbox/catalogue'
import { type Program, SIGNAL_OUTPUTS } from '../../../sandbox/ir/program'
import { runScripts } from '../../../sandbox/run/scripts'
import { tapeOf } from '../../../sandbox/run/tape'
import { scriptsInGuests } from '../../screens/scripts'
import { chosenTimeframe, chosenZone, readBars, symbolOf } from '../bars'
import { type Command, filesOf } from '../command'
import { programOf } from '../compiled'
import { TIMEFRAME, ZONE } from '../flags'
import { otherSymbols } from '../others'
import { alignedTable } from '../table'
import { UsageError } from '../usage'

type Value = number | boolean | null

export const run: Command = {
  name: 'run',
  files: ['FILE'],
  about: 'Every output of a document for every bar of a CSV file.',
  flags: {
    data: { takes: 'value', value: 'CSV', about: 'bars: time,open,high,low,close,volume' },
    timeframe: TIMEFRAME,
    zone: ZONE,
    param: { takes: 'values', value: 'NAME=VALUE', about: 'a parameter of the document; may be repeated' },
  },
  async run(given) {
    const [file = ''] = filesOf(run, given)
    const data = given.one('data')
    if (data === undefined) throw new UsageError('run needs bars: --data CSV.')
    const zone = chosenZone(given.one('zone'))
    const program = await programOf(file, given.all('param'))
    const bars = await readBars(data, { zone })
    const timeframe = chosenTimeframe(given.one('timeframe'), bars, program.timeframe)
    const tapes = await otherSymbols(program, path.dirname(data), timeframe, zone)
    const steps = runScripts(program, { timeframe, catalogue, tape: tapeOf(bars), tapes })
    let step = steps.next()
    while (!step.done) {
      const [columns = []] = await scriptsInGuests(step.value.code, [
        { symbol: symbolOf(data), columns: step.value.columns, wanted: step.value.wanted },
      ])
      step = steps.next(columns)
    }
    const { plan, run: done } = step.value
    const outputs: Record<string, Value[]> = {}
    for (const { name, node } of plan.merged.sinks[0] ?? []) {
      const column = name.replace(/^columns\./, '')
      outputs[column] = shown(done.collected(node), isBool(program, name))
    }
    const time = [...bars.time]
    return { ok: true, json: { time, outputs }, text: asTable(time, outputs) }
  },
}

/** Whether an output or column (`columns.rsi`) holds conditions. */
function isBool(program: Program, name: string): boolean {
  if ((SIGNAL_OUTPUTS as readonly string[]).includes(name)) return true
  const column = program.columns.find(each => `columns.${each.name}` === name)
  return column !== undefined && program.nodes[column.node]?.type.kind === 'bool'
}

const shown = (values: Float64Array, bool: boolean): Value[] =>
  Array.from(values, value => (Number.isFinite(value) ? (bool ? value === 1 : value) : null))

function asTable(time: readonly number[], outputs: Readonly<Record<string, readonly Value[]>>): string {
  const names = Object.keys(outputs)
  return alignedTable(
    ['time', ...names],
    time.map((at, row) => [
      new Date(at).toISOString().replace('.000', ''),
      ...names.map(name => cell(outputs[name]?.[row] ?? null)),
    ]),
  )
}

const cell = (value: Value): string =>
  value === null ? '·' : typeof value === 'boolean' ? String(value) : String(Number(value.toPrecision(10)))
