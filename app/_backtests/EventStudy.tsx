'use client'
import { useState } from 'react'
import { Segments } from '../_ui/Segments'
import type { Events, Told } from './backtest'
import { EventStudyGroups } from './EventStudyGroups'
import { EventStudyHorizons } from './EventStudyHorizons'
import { EventStudyPath } from './EventStudyPath'
import { Histogram } from './Histogram'
import { Nothing, Part } from './Part'

/** What prices did after a rule fired: by horizon, on the way there, and by symbol and year. */
export function EventStudy({ backtest }: { backtest: Told }) {
  const { events } = backtest.report
  if (!events) return <Nothing>This run traded; it studied no events.</Nothing>
  return <Study events={events} />
}

function Study({ events }: { events: Events }) {
  const [wanted, setWanted] = useState(String(events.horizon))
  const at = Math.max(
    0,
    events.horizons.findIndex(({ horizon }) => String(horizon) === wanted),
  )
  const row = events.horizons[at]
  const choice = (
    <Segments
      label="Horizon"
      options={events.horizons.map(({ horizon }) => ({ value: String(horizon), label: String(horizon) }))}
      value={wanted}
      onChange={setWanted}
    />
  )
  if (events.instances === 0)
    return (
      <div className="p-3">
        <Part title="No instance">
          <Nothing>
            The rule never fired on a bar that counts. Take a longer period or more symbols, or ask for less.
          </Nothing>
        </Part>
      </div>
    )
  return (
    <div className="grid gap-3 p-3">
      <Part title="By horizon">
        <EventStudyHorizons rows={events.horizons} cost={events.cost} />
      </Part>
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <Part title="Around the instance">
          <EventStudyPath path={events.path} />
        </Part>
        <Part title="Returns after so many bars" tools={choice}>
          {row && <Histogram histogram={row.histogram} of="instances" />}
        </Part>
      </div>
      <div className="grid items-start gap-3 2xl:grid-cols-2">
        {events.symbols.length > 1 && (
          <EventStudyGroups
            title="By symbol"
            of="Symbol"
            groups={events.symbols}
            horizons={events.horizons}
            at={at}
          />
        )}
        <EventStudyGroups
          title="By year"
          of="Year"
          groups={events.years}
          horizons={events.horizons}
          at={at}
        />
      </div>
    </div>
  )
}
