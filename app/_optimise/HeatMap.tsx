'use client'
import clsx from 'clsx'
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react'
import type { ParamValue } from '@/sandbox/ir/program'
import { GRADIENT, paint, type Scale, scaleOf } from './scale'

export interface MapCell {
  /** What is painted: the metric itself, or the median of the cell and its neighbours. */
  readonly value: number | null
  /** Sentences that explain it, for hover, focus and screen readers. */
  readonly about: string
  readonly mark: 'peak' | 'plateau' | 'both' | null
}

interface HeatMapProps {
  readonly label: string
  readonly across: { readonly name: string; readonly values: readonly ParamValue[] }
  readonly down: { readonly name: string; readonly values: readonly ParamValue[] }
  /** Row by row, as `down` and then `across` count. */
  readonly cells: readonly (readonly (MapCell | null)[])[]
  readonly better: 'higher' | 'lower'
  readonly write: (value: number) => string
  readonly onPick: (column: number, row: number) => void
}

/** Cells narrower than this hold no number: hover and focus tell it. */
const ROOM_FOR_NUMBERS = 16
/** Seen on dark and on bright cells, in dark and in light. */
const MARKED = 'inset 0 0 0 2px #10131a, 0 0 0 2px #f5f6f8, 0 0 0 3px #10131a'
const SIGNS = { peak: '▲', plateau: '◆', both: '◆▲' } as const

/** Two parameters against a metric. Arrow keys walk, Enter picks; hover and focus tell the numbers. */
export function HeatMap(props: HeatMapProps) {
  const { label, across, down, cells, better, write, onPick } = props
  const scale = useMemo(
    () =>
      scaleOf(
        cells.flatMap(row => row.map(cell => cell?.value ?? null)),
        better,
      ),
    [cells, better],
  )
  const [focused, setFocused] = useState({ column: 0, row: 0 })
  const [hovered, setHovered] = useState<{ readonly column: number; readonly row: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const told = hovered ?? focused
  const cell = cells[told.row]?.[told.column]
  const onKey = (event: KeyboardEvent) => {
    const last = { column: across.values.length - 1, row: down.values.length - 1 }
    const { column, row } = focused
    const moves: Record<string, { column: number; row: number }> = {
      ArrowRight: { column: Math.min(last.column, column + 1), row },
      ArrowLeft: { column: Math.max(0, column - 1), row },
      ArrowDown: { column, row: Math.min(last.row, row + 1) },
      ArrowUp: { column, row: Math.max(0, row - 1) },
      Home: { column: 0, row },
      End: { column: last.column, row },
    }
    const next = moves[event.key]
    if (next) {
      setFocused(next)
      setHovered(null)
      box.current?.querySelector<HTMLElement>(`[data-at="${next.column}:${next.row}"]`)?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') onPick(column, row)
    else return
    event.preventDefault()
  }
  const numbers = across.values.length <= ROOM_FOR_NUMBERS
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end gap-3">
        <p className="text-[12px] text-faint">
          <span className="text-soft">{down.name}</span> ↓ <span className="text-soft">{across.name}</span> →
        </p>
        <span className="flex-1" />
        {scale && <Legend scale={scale} write={write} />}
      </div>
      <div className="overflow-auto">
        <div
          ref={box}
          role="grid"
          aria-label={label}
          aria-rowcount={down.values.length + 1}
          aria-colcount={across.values.length + 1}
          tabIndex={-1}
          onKeyDown={onKey}
          onMouseLeave={() => setHovered(null)}
          className="grid gap-px text-[11px] tabular-nums"
          style={{
            gridTemplateColumns: `max-content repeat(${across.values.length}, minmax(${numbers ? 44 : 10}px, 1fr))`,
          }}
        >
          <Axis values={across.values} sparse={!numbers} />
          {down.values.map((value, row) => (
            <Row
              key={String(value)}
              name={String(value)}
              row={row}
              cells={cells[row] ?? EMPTY}
              scale={scale}
              focused={focused.row === row ? focused.column : null}
              numbers={numbers}
              write={write}
              onHover={setHovered}
              onFocus={setFocused}
              onPick={onPick}
            />
          ))}
        </div>
      </div>
      <p role="status" className="min-h-10 text-[12px] text-soft">
        {cell
          ? `${across.name} ${across.values[told.column]}, ${down.name} ${down.values[told.row]}: ${cell.about}`
          : `${across.name} ${across.values[told.column]}, ${down.name} ${down.values[told.row]}: not tried.`}
      </p>
    </div>
  )
}

const EMPTY: readonly null[] = []

const Axis = ({ values, sparse }: { values: readonly ParamValue[]; sparse: boolean }) => {
  const every = sparse ? Math.ceil(values.length / 12) : 1
  return (
    <div role="row" tabIndex={-1} className="contents">
      <span role="columnheader" tabIndex={-1} aria-label="Both" />
      {values.map((value, at) => (
        <span
          key={String(value)}
          role="columnheader"
          tabIndex={-1}
          aria-label={String(value)}
          className="h-5 overflow-visible text-center whitespace-nowrap text-faint"
        >
          {at % every === 0 ? String(value) : ''}
        </span>
      ))}
    </div>
  )
}

type At = { readonly column: number; readonly row: number }

interface RowProps {
  readonly name: string
  readonly row: number
  readonly cells: readonly (MapCell | null)[]
  readonly scale: Scale | null
  readonly focused: number | null
  readonly numbers: boolean
  readonly write: (value: number) => string
  readonly onHover: (at: At) => void
  readonly onFocus: (at: At) => void
  readonly onPick: (column: number, row: number) => void
}

/** Kept while the pointer moves over other rows. */
const Row = memo(function Row(props: RowProps) {
  const { name, row, cells, scale, focused, numbers, write, onHover, onFocus, onPick } = props
  return (
    <div role="row" tabIndex={-1} className="contents">
      <span role="rowheader" tabIndex={-1} className="self-center pr-2 text-right text-faint">
        {name}
      </span>
      {cells.map((cell, column) => {
        const at = { column, row }
        const value = cell?.value ?? null
        const look = value !== null && scale ? paint(scale.share(value)) : undefined
        return (
          <div
            key={column}
            role="gridcell"
            data-at={`${column}:${row}`}
            tabIndex={focused === column ? 0 : -1}
            aria-label={cell ? cell.about : 'not tried'}
            onMouseEnter={() => onHover(at)}
            onFocus={() => onFocus(at)}
            onClick={() => onPick(column, row)}
            onKeyDown={undefined}
            style={cell?.mark ? { ...look, boxShadow: MARKED } : look}
            className={clsx(
              'relative grid h-7 min-w-0 place-items-center overflow-hidden rounded-[3px]',
              !look && 'border border-dashed border-line text-faint',
            )}
          >
            {cell?.mark && !numbers && <span aria-hidden>{SIGNS[cell.mark]}</span>}
            {numbers && (
              <span className="truncate px-0.5">
                {cell?.mark && <span aria-hidden>{SIGNS[cell.mark]} </span>}
                {value === null ? '–' : write(value)}
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
})

const Legend = ({ scale, write }: { scale: Scale; write: (value: number) => string }) => (
  <div className="flex items-center gap-2 text-[11px] text-faint tabular-nums">
    <span>worse {write(scale.worst)}</span>
    <span aria-hidden className="h-2.5 w-32 rounded-sm" style={{ background: GRADIENT }} />
    <span>{write(scale.best)} better</span>
    <span className="ml-2">◆ plateau</span>
    <span>▲ peak</span>
  </div>
)
