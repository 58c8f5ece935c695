'use client'
import { Copy } from 'lucide-react'
import { IconButton } from '../_ui/Button'
import { count, lasted } from '../_ui/numbers'
import { useSay } from '../_ui/Toasts'
import type { Told } from './backtest'
import { Part } from './Part'
import { momentOf } from './values'

interface Fact {
  readonly title: string
  readonly value: string
  /** In whole, where what is shown is cut short; it can be copied. */
  readonly whole?: string
}

/** What a run was made of and how it went, so that anybody can make the same one again. */
export function RunFacts({ backtest }: { backtest: Told }) {
  const { report, identity, digest, tookMs, computedAt, strategy, version } = backtest
  const { facts, basis, failed } = report
  const digests: readonly Fact[] = [
    { title: 'Strategy', value: `${strategy.name}, version ${version.number}` },
    fact('Program', digest),
    fact('Catalogue', identity?.catalogue ?? null),
    fact('Bars', identity?.data ?? null),
    fact('Address of the result', identity?.address ?? null),
  ]
  const run: readonly Fact[] = [
    { title: 'Computed', value: computedAt ? momentOf(computedAt) : '–' },
    { title: 'It took', value: tookMs === null ? '–' : lasted(tookMs) },
    { title: 'Bars', value: count(facts.bars) },
    { title: 'Warm-up consumed', value: `${count(facts.warmUp.bars)} bars` },
    {
      title: 'Values settled after',
      value: facts.warmUp.settled === null ? 'never wholly' : `${count(facts.warmUp.settled)} bars`,
    },
    {
      title: 'First tradable bar',
      value: facts.firstTradableBar === null ? 'none' : count(facts.firstTradableBar),
    },
    { title: 'Ambiguous bars left open', value: count(facts.ambiguousBars) },
    { title: 'Ambiguous bars decided by finer ones', value: count(facts.replayedBars) },
    { title: 'Data gaps', value: `${count(basis.emptyDays)} of ${count(basis.days)} days without a bar` },
    { title: 'Symbols left out', value: count(failed.length) },
  ]
  const { settings } = report
  const model: readonly Fact[] = [
    { title: 'Market orders fill at', value: 'the next open' },
    {
      title: 'A limit fills',
      value: settings.limitFill === 'through' ? 'one tick through it' : 'when it is touched',
    },
    { title: 'Inside a bar', value: 'the worse order of prices' },
    { title: 'Commission', value: commissionOf(settings) },
    { title: 'Slippage', value: slippageOf(settings) },
    { title: 'Lot step', value: String(settings.lot) },
    { title: 'Price tick', value: settings.tick === undefined ? 'as prices come' : String(settings.tick) },
    { title: 'Least worth of an entry', value: String(settings.minNotional) },
  ]
  return (
    <Part title="Run facts">
      <div className="grid gap-x-8 gap-y-3 xl:grid-cols-3 print:grid-cols-3">
        {[digests, run, model].map(facts => (
          <dl key={facts[0]?.title}>
            {facts.map(each => (
              <FactRow key={each.title} fact={each} />
            ))}
          </dl>
        ))}
      </div>
    </Part>
  )
}

function FactRow({ fact: { title, value, whole } }: { fact: Fact }) {
  const say = useSay()
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => say.done(`${title} is copied`),
      error => say.failed('Not copied', error),
    )
  return (
    <div className="flex min-h-7 items-center gap-2 border-b border-line/50 last:border-0">
      <dt className="flex-1 text-soft">{title}</dt>
      <dd className="min-w-0 truncate text-right tabular-nums print:whitespace-normal" title={whole}>
        {whole ? (
          <>
            <span className="font-mono text-[12px] print:hidden">{value}</span>
            <span className="hidden font-mono text-[8px] break-all print:inline">{whole}</span>
          </>
        ) : (
          value
        )}
      </dd>
      {whole && (
        <IconButton
          label={`Copy ${title.toLowerCase()}`}
          className="size-5! print:hidden"
          onClick={() => void copy(whole)}
        >
          <Copy size={11} />
        </IconButton>
      )}
    </div>
  )
}

const fact = (title: string, digest: string | null): Fact =>
  digest === null
    ? { title, value: 'not kept then' }
    : { title, value: `${digest.slice(0, 10)}…`, whole: digest }

type Settings = Told['report']['settings']

function commissionOf({ commission: { percent, maker, taker, perUnit, fixed } }: Settings): string {
  const parts = [
    percent !== undefined && `${percent} %`,
    (maker !== undefined || taker !== undefined) && `${maker ?? 0} % / ${taker ?? 0} %`,
    perUnit ? `${perUnit} a unit` : false,
    fixed ? `${fixed} a fill` : false,
  ].filter(Boolean)
  return parts.join(' + ') || 'none'
}

function slippageOf({ slippage: { bps, ticks } }: Settings): string {
  if (ticks) return `${ticks} ticks`
  return bps ? `${bps} basis points` : 'none'
}
