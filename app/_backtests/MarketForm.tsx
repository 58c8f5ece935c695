'use client'
import { useQuery } from '@tanstack/react-query'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { SelectField, TextField } from '../_ui/Field'
import { count } from '../_ui/numbers'
import { type Universe, wordsOfAll } from '../_universes/steps'
import { problemAt, type Refused } from './refused'

/** What was chosen of a market; null where nobody has chosen yet. */
export interface MarketDraft {
  readonly venue: string | null
  readonly timeframe: Timeframe | null
  /** `one`, `all`, or the id of a universe. */
  readonly over: string
  readonly symbol: string | null
  /** Days; empty: as is usual, and until now. */
  readonly from: string
  readonly to: string
}

export const ANY_MARKET: MarketDraft = {
  venue: null,
  timeframe: null,
  over: 'one',
  symbol: null,
  from: '',
  to: '',
}

export const MARKET_SHOWN: readonly string[] = [
  'venue',
  'timeframe',
  'from',
  'to',
  'settings.from',
  'settings.to',
]

const ONE = 'one'
const EVERYTHING = 'all'
const ALL: Universe = { steps: [] }
const A_MINUTE = 60_000

/** A draft with what stands for its open questions: a venue, its bars, and whom they belong to. */
export function useMarket(draft: MarketDraft, preferred: Timeframe | null) {
  const trpc = useTRPC()
  const asked = { workspaceId: useHere().workspace.id }
  const { data: venues = [] } = useQuery(trpc.market.venues.queryOptions(asked))
  const { data: universes = [] } = useQuery(trpc.universes.list.queryOptions(asked))
  const venue = venues.find(each => each.venue === draft.venue) ?? venues[0]
  const timeframes = venue?.timeframes ?? TIMEFRAMES
  const wanted = draft.timeframe ?? preferred ?? '1h'
  const timeframe = timeframes.includes(wanted) ? wanted : (timeframes[0] ?? wanted)
  const { data: instruments = [] } = useQuery(
    trpc.market.instruments.queryOptions(
      { ...asked, venue: venue?.venue ?? '' },
      { enabled: venue !== undefined, staleTime: A_MINUTE },
    ),
  )
  const ofVenue = universes.filter(each => each.venue === venue?.venue)
  const isOne = draft.over === ONE
  const symbol = draft.symbol ?? instruments[0]?.symbol ?? ''
  const named = ofVenue.find(({ id }) => id === draft.over)
  const universe: Universe = isOne
    ? { steps: [{ kind: 'symbols', symbols: [symbol.trim().toUpperCase()] }] }
    : (named?.universe ?? ALL)
  const over = isOne ? ONE : (named?.id ?? EVERYTHING)
  return {
    venues,
    venue: venue?.venue ?? null,
    timeframes,
    timeframe,
    instruments,
    ofVenue,
    isOne,
    symbol,
    universe,
    over,
  }
}

interface MarketFormProps {
  readonly draft: MarketDraft
  readonly onChange: (draft: MarketDraft) => void
  readonly market: ReturnType<typeof useMarket>
  readonly refused: Refused
}

/** Which bars of whom, and from when until when. */
export function MarketForm({ draft, onChange, market, refused }: MarketFormProps) {
  const { workspace } = useHere()
  const { venues, venue, timeframes, timeframe, instruments, ofVenue, isOne, symbol, universe, over } = market
  const change = (part: Partial<MarketDraft>) => onChange({ ...draft, ...part })
  const { data: resolved } = useQuery(
    useTRPC().universes.resolve.queryOptions(
      { workspaceId: workspace.id, venue: venue ?? '', universe },
      { enabled: venue !== null && !isOne, staleTime: A_MINUTE },
    ),
  )
  return (
    <>
      <SelectField
        label="Venue"
        options={venues.map(each => ({
          value: each.venue,
          label: each.venue,
          ...(each.venue === 'simulated' && { about: 'computed prices, no market’s' }),
        }))}
        value={venue ?? ''}
        onChange={next => change({ venue: next, symbol: null })}
        problem={problemAt(refused, 'venue')}
      />
      <SelectField
        label="Bars"
        options={timeframes.map(each => ({ value: each, label: each }))}
        value={timeframe}
        onChange={next => change({ timeframe: next })}
        problem={problemAt(refused, 'timeframe')}
      />
      <div className={isOne ? undefined : 'sm:col-span-2'}>
        <SelectField
          label="Universe"
          hint={
            isOne
              ? 'A rule is best judged on many: choose a universe.'
              : resolved
                ? `${count(resolved.kept)} of ${count(resolved.listed)} symbols now; the run takes those of its first day.`
                : 'Counting …'
          }
          options={[
            { value: ONE, label: 'One symbol' },
            { value: EVERYTHING, label: 'All that are listed' },
            ...ofVenue.map(({ id, name, universe: of }) => ({
              value: id,
              label: name,
              about: wordsOfAll(of),
            })),
          ]}
          value={over}
          onChange={next => change({ over: next })}
        />
      </div>
      {isOne && (
        <TextField
          label="Symbol"
          list="backtest-symbols"
          value={symbol}
          onChange={event => change({ symbol: event.target.value })}
        />
      )}
      <datalist id="backtest-symbols">
        {instruments.map(each => (
          <option key={each.symbol} value={each.symbol} />
        ))}
      </datalist>
      <TextField
        label="From"
        type="date"
        value={draft.from}
        onChange={event => change({ from: event.target.value })}
        hint="Empty: as long as is usual for these bars."
        problem={problemAt(refused, 'from', 'settings.from')}
      />
      <TextField
        label="To"
        type="date"
        value={draft.to}
        onChange={event => change({ to: event.target.value })}
        hint="Empty: until now."
        problem={problemAt(refused, 'to', 'settings.to')}
      />
    </>
  )
}

/** The part of a request that a draft stands for. */
export const marketAsked = (
  { from, to }: Pick<MarketDraft, 'from' | 'to'>,
  { venue, timeframe, universe }: Pick<ReturnType<typeof useMarket>, 'venue' | 'timeframe' | 'universe'>,
) => ({
  timeframe,
  universe,
  ...(venue !== null && { venue }),
  ...(from !== '' && { from }),
  ...(to !== '' && { to }),
})
