import type { Settings } from '../backtest/settings'
import type { EventSettings } from './settings'
import type { EventStudy } from './study'

interface Said {
  readonly id: string
  readonly text: string
  readonly trades: null
}

/** What an event study takes for granted. */
export function eventAssumptions(
  { streaks, apart }: EventSettings,
  { allowShort }: Pick<Settings, 'allowShort'>,
  study: EventStudy,
): readonly Said[] {
  const { streak, near, conflict } = study.left_out
  const out = [
    streak > 0 && `${counted(streak)} went on a streak`,
    near > 0 && `${counted(near)} came too soon after another`,
    conflict > 0 && `${counted(conflict)} pointed both ways`,
  ].filter(Boolean)
  const missing = Math.max(0, ...study.horizons.map(row => row.missing))
  const overlapping = Math.max(0, ...study.horizons.map(row => row.overlapping ?? 0))
  const said: Said[] = [
    {
      id: 'event-instances',
      text: `An instance is ${streaks === 'first' ? 'the first bar of each streak' : 'every bar'} on which the rule fires${apart > 1 ? `, at least ${apart} bars after the one before in its symbol` : ''}${allowShort ? '' : '; shorts are left out'}${out.length > 0 ? `. Of the bars on which it fired, ${out.join(', ')}` : ''}.`,
      trades: null,
    },
    {
      id: 'event-returns',
      text: 'Returns go from the next open to the close of the horizon’s last bar, counted in bars of the symbol. No account trades them: stops, sizes and exits of the rule are not used.',
      trades: null,
    },
    {
      id: 'event-costs',
      text:
        study.cost === null
          ? 'Costs are not in the returns; a part of them depends on how much is traded.'
          : `Costs are not in the returns: going in and out would take ${percent(study.cost)} of the price.`,
      trades: null,
    },
    {
      id: 'event-baseline',
      text: 'The baseline is what an entry at any bar of the same symbols would have given, weighted by symbol and side as the instances are.',
      trades: null,
    },
  ]
  if (missing > 0)
    said.push({
      id: 'event-missing',
      text: `${missing === 1 ? 'One instance lies' : `${missing} instances lie`} too near the end for the longest horizon, and ${missing === 1 ? 'is' : 'are'} counted apart.`,
      trades: null,
    })
  if (overlapping > 0)
    said.push({
      id: 'event-overlap',
      text: `Up to ${percent(overlapping)} of the instances share bars with the one before. The plain t-statistic takes them for independent and is too large; the adjusted one counts them as one the more they overlap.`,
      trades: null,
    })
  return said
}

const counted = (bars: number): string => (bars === 1 ? 'one' : `${bars}`)

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(3))} %`
