import type { Catalogue } from '../ir/catalogue'
import type { Origin, Program } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import type { Evaluate } from './evaluate'
import { checkPrefixes, type PrefixVerdict } from './prefix'
import type { Culprit } from './probe'
import { checkStarts, type StartVerdict } from './start'

/** What checking a rule over one instrument's bars has shown. */
export interface Bias {
  readonly symbol: string
  readonly prefix: PrefixVerdict
  readonly start: StartVerdict
  /** Both verdicts in sentences. */
  readonly says: readonly string[]
}

interface BiasCheck {
  readonly symbol: string
  readonly program: Program
  readonly catalogue: Catalogue
  readonly timeframe: Timeframe
  readonly bars: number
  readonly evaluate: Evaluate
}

/** Scripts cross the fence for every cut: fewer bars tell the same. */
const SCRIPT_BARS = 2_000
const BARS = 20_000

/** Whether a rule sees the future, and whether it forgets where its history began. */
export async function checkBias(check: BiasCheck): Promise<Bias> {
  const most = check.program.scripts?.length ? SCRIPT_BARS : BARS
  const prefix = await checkPrefixes({ ...check, most })
  const start = await checkStarts({ ...check, most })
  return { symbol: check.symbol, prefix, start, says: [prefixText(prefix), startText(start)] }
}

function prefixText(verdict: PrefixVerdict): string {
  switch (verdict.kind) {
    case 'untested':
      return 'Whether the rule looks ahead was not checked: there are fewer than 2 bars.'
    case 'clean':
      return `The rule says the same whether later bars are known or not: ${grouped(verdict.cuts.length)} cuts within ${grouped(verdict.bars)} bars, equal to the bit.`
    case 'peeks':
      return verdict.culprit
        ? `The rule looks ahead: ${nameOf(verdict.culprit)} changes at bar ${grouped(verdict.culprit.bar)} when the bars from ${grouped(verdict.cut)} on are known. This result could not have been traded.`
        : `The rule is not the same twice: ${verdict.output} changes at bar ${grouped(verdict.bar)} from run to run. This result could not have been traded.`
  }
}

function startText(verdict: StartVerdict): string {
  switch (verdict.kind) {
    case 'untested':
      return 'Whether the rule forgets where its history began was not checked: there are too few bars.'
    case 'settles': {
      const calls =
        verdict.closeCalls === 1 ? 'one value turns' : `${grouped(verdict.closeCalls)} values turn`
      const aside = verdict.closeCalls > 0 ? `; ${calls} on the last digits` : ''
      return `After ${grouped(verdict.settled)} bars the rule no longer shows where its history began${aside}.`
    }
    case 'endless':
      return `The rule never forgets where its history began, by ${verdict.culprits.map(nameOf).join(' and ')}: from a later start ${(verdict.changedShare * 100).toFixed(1)} % of bars have other signals.`
    case 'unsettled':
      return `The rule remembers longer than it says: ${nameOf(verdict.culprit)} still differs at bar ${grouped(verdict.culprit.bar)} of a history that begins at ${grouped(verdict.start)}.`
  }
}

const grouped = (count: number): string => count.toLocaleString('en-US')

function nameOf({ title, names, origins, through }: Culprit): string {
  const [name] = names
  const places = [...new Set(origins.map(placeOf))].join(', ')
  const clock = through && [through.instrument, through.timeframe].filter(Boolean).join(' ')
  return `${name ? `“${name}” (${title})` : title}${clock ? `, read from ${clock},` : ''}${places ? ` at ${places}` : ''}`
}

const placeOf = (origin: Origin): string =>
  origin.kind === 'block' ? `block ${origin.block}` : `line ${origin.line}`
