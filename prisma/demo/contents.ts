import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { Universe } from '../../server/market/universe/chain'

interface DemoStrategy {
  /** A file of this folder: a formula, or a drawing. */
  readonly file: `${string}.${'formula' | 'json'}`
  readonly name: string
  readonly summary: string
  readonly screens: readonly {
    readonly name: string
    readonly timeframe: Timeframe
    readonly universe?: Universe
  }[]
}

/** What a newcomer finds, in the order of the lists. The first screen is the first page they see. */
export const demo: readonly DemoStrategy[] = [
  {
    file: 'minute-movers.formula',
    name: 'Minute movers',
    summary: 'What moves far more than it usually does, minute by minute.',
    screens: [{ name: 'Movers now', timeframe: '1m' }],
  },
  {
    file: 'oversold-on-volume.formula',
    name: 'Oversold on volume',
    summary: 'A low RSI while far more than usual changes hands.',
    screens: [{ name: 'Oversold, 5 minutes', timeframe: '5m' }],
  },
  {
    file: 'trend-pullback.formula',
    name: 'Trend pullback',
    summary: 'An upward trend that came back to its fast average and turns up again.',
    screens: [
      { name: 'Pullbacks, quarter hour', timeframe: '15m' },
      {
        name: 'Pullbacks in science and energy',
        timeframe: '1h',
        universe: { steps: [{ kind: 'sectors', sectors: ['Science', 'Energy'] }] },
      },
    ],
  },
  {
    file: 'squeeze-breakout.json',
    name: 'Squeeze breakout',
    summary: 'Out of unusual quiet: Bollinger bands that were inside the Keltner channel.',
    screens: [{ name: 'Squeezes let go', timeframe: '15m' }],
  },
  {
    file: 'channel-breakout.json',
    name: 'Channel breakout',
    summary: 'A close above the highest high of twenty bars, as the turtles bought.',
    screens: [{ name: 'Twenty-bar breakouts', timeframe: '1h' }],
  },
  {
    file: 'strong-and-steady.formula',
    name: 'Strong and steady',
    summary: 'Three months of strength, divided by how rough the way was.',
    screens: [{ name: 'Leaders of the quarter', timeframe: '1d' }],
  },
]

/** The workspace that guests' demos are copied from (server/workspaces/demo.ts), said here so that the seed loads nothing more. */
export const templateSlug = 'demo'

export const folder = new URL('.', import.meta.url)
