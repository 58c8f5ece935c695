import type { ReactNode } from 'react'
import { Badge } from '../_ui/Badge'
import { number, utcDay } from '../_ui/numbers'
import { CALENDARS, type Instrument } from './words'

interface FactsProps {
  readonly instrument: Instrument
  readonly zone: string
  /** Whether it trades at all: the bars of a file have simply ended. */
  readonly live: boolean
}

const STATES = { trading: 'good', halted: 'warn', delisted: 'bad' } as const

/** What the venue says of an instrument. */
export const Facts = ({ instrument, zone, live }: FactsProps) => {
  const { name, sector, currency, tick, lot, minNotional, calendar, listedAt, delistedAt, status } =
    instrument
  return (
    <dl className="flex flex-col">
      <Fact name="Name">{name}</Fact>
      {sector && <Fact name="Sector">{sector}</Fact>}
      {live && (
        <Fact name="Status">
          <Badge tone={STATES[status]}>{status}</Badge>
        </Fact>
      )}
      <Fact name="Currency">{currency}</Fact>
      <Fact name="Price step">{number(tick)}</Fact>
      <Fact name="Lot">{number(lot)}</Fact>
      <Fact name="Least order">
        {number(minNotional)} {currency}
      </Fact>
      <Fact name="Trades">
        {CALENDARS[calendar]}
        {calendar !== 'always' && <span className="text-faint"> ({zone})</span>}
      </Fact>
      <Fact name={live ? 'Listed' : 'First bar'}>{listedAt === null ? 'not known' : utcDay(listedAt)}</Fact>
      {delistedAt !== null && <Fact name="Delisted">{utcDay(delistedAt)}</Fact>}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-3 border-b border-line/60 py-1">
    <dt className="shrink-0 text-faint">{name}</dt>
    <dd className="min-w-0 truncate text-right tabular-nums">{children}</dd>
  </div>
)
