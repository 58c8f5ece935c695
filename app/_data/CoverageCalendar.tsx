'use client'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Outputs } from '../_trpc/client'
import { count, utcDay } from '../_ui/numbers'

type Day = Outputs['data']['coverage']['days'][number]

const CELL = 11
const GAP = 2
const STEP = CELL + GAP
const LEFT = 34
const TOP = 14
const DAY_MS = 86_400_000
const MONTHS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short' })

/** Monday is 0. */
const weekday = (day: number): number => (Math.floor(day / DAY_MS) + 3) % 7

type State = 'closed' | 'not asked' | 'complete' | 'partly' | 'missing'

const stateOf = ({ expected, present, asked }: Day): State => {
  if (expected === 0) return 'closed'
  if (present >= expected) return 'complete'
  if (present > 0) return 'partly'
  return asked > 0 ? 'missing' : 'not asked'
}

const FILLS: Readonly<Record<State, string>> = {
  closed: 'fill-transparent stroke-line',
  'not asked': 'fill-hover',
  complete: 'fill-good',
  partly: 'fill-warn',
  missing: 'fill-bad',
}

const WORDS: Readonly<Record<State, string>> = {
  closed: 'market closed',
  'not asked': 'not fetched',
  complete: 'complete',
  partly: 'some bars missing',
  missing: 'all bars missing',
}

interface CoverageCalendarProps {
  readonly label: string
  readonly days: readonly Day[]
  readonly onDay: (day: number) => void
}

/** The newest days are in view first. */
const toTheEnd = (box: HTMLDivElement | null) => {
  if (box) box.scrollLeft = box.scrollWidth
}

/** A square a day, a column a week: what is stored of it. Arrow keys walk, Enter opens the day on the chart. */
export function CoverageCalendar({ label, days, onDay }: CoverageCalendarProps) {
  const [at, setAt] = useState<number | null>(null)
  const first = days[0]?.day ?? 0
  const shift = weekday(first)
  const weeks = Math.ceil((days.length + shift) / 7)
  const months = useMemo(() => monthsOf(days, shift), [days, shift])
  const read = at === null ? undefined : days[at]
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by !== undefined) {
      event.preventDefault()
      setAt(now => Math.max(0, Math.min(days.length - 1, (now ?? days.length - 1) + by)))
    } else if (event.key === 'Enter' && read) onDay(read.day)
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="overflow-x-auto" ref={toTheEnd}>
        <svg
          role="application"
          aria-label={label}
          aria-description={read ? describe(read) : 'Arrow keys walk from day to day'}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from day to day
          tabIndex={0}
          width={LEFT + weeks * STEP}
          height={TOP + 7 * STEP}
          onKeyDown={onKey}
          onPointerLeave={() => setAt(null)}
        >
          {['Mon', 'Wed', 'Fri'].map((name, row) => (
            <text key={name} x={0} y={TOP + row * 2 * STEP + CELL - 2} className="fill-faint text-[10px]">
              {name}
            </text>
          ))}
          {months.map(({ name, week }) => (
            <text key={`${name}${week}`} x={LEFT + week * STEP} y={9} className="fill-faint text-[10px]">
              {name}
            </text>
          ))}
          {days.map((day, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the whole is the control
            <rect
              key={day.day}
              x={LEFT + Math.floor((index + shift) / 7) * STEP}
              y={TOP + ((index + shift) % 7) * STEP}
              width={CELL}
              height={CELL}
              rx={2}
              className={FILLS[stateOf(day)]}
              opacity={stateOf(day) === 'complete' ? 0.75 : 1}
              stroke={index === at ? 'var(--ink)' : undefined}
              strokeWidth={index === at ? 1.5 : undefined}
              onPointerEnter={() => setAt(index)}
              onClick={() => onDay(day.day)}
            />
          ))}
        </svg>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[12px] text-faint">
        {(Object.keys(WORDS) as State[]).map(state => (
          <span key={state} className="flex items-center gap-1.5">
            <svg width={CELL} height={CELL} aria-hidden="true">
              <rect width={CELL} height={CELL} rx={2} className={FILLS[state]} />
            </svg>
            {WORDS[state]}
          </span>
        ))}
        <span className="ml-auto text-soft tabular-nums" aria-live="polite">
          {read && describe(read)}
        </span>
      </div>
    </div>
  )
}

function describe(day: Day): string {
  const state = stateOf(day)
  const flagged = day.flagged > 0 ? `, ${count(day.flagged)} doubtful` : ''
  if (state === 'closed' || state === 'not asked') return `${utcDay(day.day)}: ${WORDS[state]}`
  return `${utcDay(day.day)}: ${count(day.present)} of ${count(day.expected)} bars${flagged}`
}

function monthsOf(days: readonly Day[], shift: number) {
  return days.flatMap(({ day }, index) => {
    const date = new Date(day)
    if (date.getUTCDate() !== 1) return []
    const name = date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : MONTHS.format(date)
    return [{ name, week: Math.ceil((index + shift) / 7) }]
  })
}
