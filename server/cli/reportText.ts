import type { EventStudy } from '../engine/events/study'
import type { RankOutcome } from '../engine/rank/rebalance'
import { METRICS } from '../engine/report/metrics/index'
import type { Report } from '../engine/report/report'
import { alignedTable } from './table'

const SHOWN = [
  'net-profit',
  'total-return',
  'cagr',
  'max-drawdown',
  'sharpe',
  'sortino',
  'trades',
  'win-rate',
  'profit-factor',
]

/** A report as the command line prints it: what matters most, and all that was taken for granted. */
export function reportText(report: Report): string {
  const { assumptions, failed, bias, robustness } = report
  return [
    ...(report.events ? eventLines(report.events, report.period) : accountLines(report)),
    ...(report.rank ? ['', rankLine(report.rank)] : []),
    '',
    ...assumptions.map(({ text }) => `· ${text}`),
    ...[...(bias?.says ?? []), ...(bias?.unchecked ?? [])].map(text => `· ${text}`),
    ...(robustness?.findings ?? []).map(({ text }) => `· ${text}`),
    ...failed.map(({ symbol, message }) => `${symbol} was left out: ${message}`),
  ].join('\n')
}

const grouped = (count: number): string => count.toLocaleString('en-US')

const day = (time: number | null) => (time === null ? '–' : new Date(time).toISOString().slice(0, 10))

const rankLine = ({ count, turnover }: RankOutcome): string =>
  `${count === 1 ? 'One rebalance' : `${grouped(count)} rebalances`}${turnover === null ? '' : `, each turning over ${Number((turnover * 100).toPrecision(4))} % of equity on average`}`

function eventLines(events: EventStudy, { bars, from, to }: Report['period']): readonly string[] {
  const { instances, long, short, horizons } = events
  const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(2)} %`)
  const ratio = (value: number | null) => (value === null ? '–' : value.toFixed(2))
  return [
    `${grouped(bars)} bars, ${day(from)} to ${day(to)}; ${grouped(instances)} instances, ${grouped(long)} long and ${grouped(short)} short`,
    '',
    alignedTable(
      [
        'bars',
        'instances',
        'hits',
        'average',
        'median',
        'deviation',
        'baseline',
        'excess',
        't',
        't adjusted',
      ],
      horizons.map(row => [
        String(row.horizon),
        String(row.instances),
        share(row.hit_rate),
        share(row.average_return),
        share(row.median),
        share(row.deviation),
        share(row.baseline),
        share(row.excess),
        ratio(row.t_statistic),
        ratio(row.t_adjusted),
      ]),
    ),
  ]
}

function accountLines({ stats, undefinedStats, trades, openTrades, period }: Report): readonly string[] {
  const metrics = METRICS.filter(({ id }) => SHOWN.includes(id.replace(/@\d+$/, '')))
  const rows = (metrics.length > 0 ? metrics : METRICS).map(({ id, title }) => {
    const value = stats[id]
    return [
      title,
      value === null || value === undefined
        ? `– (${undefinedStats[id]})`
        : String(Number(value.toPrecision(8))),
    ]
  })
  return [
    `${grouped(period.bars)} bars, ${day(period.from)} to ${day(period.to)}; ${grouped(trades.length)} trades, ${grouped(openTrades.length)} open at the end`,
    '',
    alignedTable(['metric', 'value'], rows),
  ]
}
