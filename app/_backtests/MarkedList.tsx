'use client'
import { type ReactNode, useMemo, useState } from 'react'
import type { Column } from '../_ui/Table'
import type { Told } from './backtest'
import { MarkedPanel } from './MarkedPanel'
import type { Marked } from './marked'
import { type Reason, SignalList } from './SignalList'

/** What there is to know of one list of a report. */
export interface ListOf<Row> {
  readonly label: string
  /** One of them and many, in the middle of a sentence. */
  readonly nouns: readonly [one: string, many: string]
  readonly columnsOf: (rows: readonly Row[]) => readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  readonly reason?: Reason<Row>
  readonly sortBy: { readonly id: string; readonly desc: boolean }
  readonly sum?: (rows: readonly Row[]) => ReactNode
  /** How one of them is shown on its bars. */
  readonly markedOf: (row: Row) => Marked
  /** Stands where there is none. */
  readonly empty: ReactNode
}

interface MarkedListProps<Row> {
  readonly backtest: Told
  readonly of: ListOf<Row>
  readonly rows: readonly Row[]
  /** How many there are; fewer may have been handed over. */
  readonly total: number
}

/** One list of a report, and below it what is selected in it, on its bars. */
export function MarkedList<Row extends { readonly side: 'long' | 'short' }>(props: MarkedListProps<Row>) {
  const { backtest, of, rows, total } = props
  const { columnsOf, markedOf, ...list } = of
  const [shown, setShown] = useState<Row | null>(null)
  const columns = useMemo(() => columnsOf(rows), [columnsOf, rows])
  return (
    <>
      <SignalList
        {...list}
        rows={rows}
        total={total}
        columns={columns}
        file={`${backtest.name} ${of.label.toLowerCase()}`}
        onOpen={setShown}
        onCurrent={row => shown && setShown(row)}
      />
      {shown && <MarkedPanel backtest={backtest} marked={markedOf(shown)} onClose={() => setShown(null)} />}
    </>
  )
}
