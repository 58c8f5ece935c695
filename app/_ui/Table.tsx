'use client'
import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { count } from './numbers'
import { usePrinting } from './usePrinting'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
})

/** One column: what it is of a row, how that is drawn, and how wide it is. */
export interface Column<Row> {
  readonly id: string
  readonly title: ReactNode
  /** What is sorted. Missing values come last. */
  readonly value: (row: Row) => string | number | boolean | null
  /** What a search looks through and a saved file holds of it, where that is not `value`. */
  readonly written?: (row: Row) => string | number | boolean | null
  readonly cell?: (row: Row) => ReactNode
  /** A CSS grid track: `80px`, `minmax(120px, 1fr)`. */
  readonly width: string
  readonly align?: 'end'
  readonly sortable?: false
}

interface TableProps<Row extends RowData> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly search?: string
  readonly sortBy?: { readonly id: string; readonly desc: boolean }
  /** Enter or a click on a row. */
  readonly onOpen?: (row: Row) => void
  /** The row that the arrow keys or a click came to. */
  readonly onCurrent?: (row: Row) => void
  /** Filled with a way to read what is shown, sorted and narrowed as it is. */
  readonly peek?: RefObject<(() => readonly Row[]) | null>
  readonly rowClass?: (row: Row) => string | undefined
  readonly empty?: ReactNode
}

const ROW_PX = 30
const OVERSCAN = 12
/** Rows that are put on paper; some forty pages. */
const MOST_PRINTED = 2_000

/** A sortable, searchable table that draws only the rows in view; arrow keys move, Enter opens. */
export function Table<Row extends RowData>(props: TableProps<Row>) {
  const { label, columns, rows, rowId, search = '', sortBy, onOpen, onCurrent, peek, rowClass, empty } = props
  const [sorting, setSorting] = useState<SortingState>(sortBy ? [{ ...sortBy }] : [])
  const [current, setCurrent] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const found = useMemo(() => narrowed(rows, columns, search), [rows, columns, search])
  const table = useTable({
    features,
    columns: useDefinitions(columns),
    data: found,
    getRowId: rowId,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
  })
  const shown = table.getRowModel().rows
  const view = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: index => shown[index]?.id ?? index,
  })
  const isPrinting = usePrinting()
  const drawn = isPrinting
    ? shown.slice(0, MOST_PRINTED).map((_, index) => ({ index, start: null }))
    : view.getVirtualItems()
  const byId = new Map(columns.map(column => [column.id, column]))
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  const at = shown.findIndex(({ id }) => id === current)
  useEffect(() => {
    if (peek) peek.current = () => table.getRowModel().rows.map(row => row.original)
  })
  const comeTo = (row: (typeof shown)[number] | undefined) => {
    setCurrent(row?.id ?? null)
    if (row) onCurrent?.(row.original)
  }

  const onKey = (event: KeyboardEvent) => {
    // Keys pressed on a control inside a row are the control's.
    if (event.target instanceof Element && event.target.closest('button, a, input, [role=combobox]')) return
    const last = shown.length - 1
    const moves: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, at + 15),
      PageUp: Math.max(0, at - 15),
    }
    const next = moves[event.key]
    if (next !== undefined && last >= 0) {
      comeTo(shown[next])
      view.scrollToIndex(next)
    } else if (event.key === 'Enter' && shown[at]) onOpen?.(shown[at].original)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={shown.length + 1}
      tabIndex={0}
      onKeyDown={onKey}
      className="h-full min-h-40 overflow-auto print:h-auto print:overflow-visible focus-visible:outline-offset-[-2px]"
    >
      <div className="min-w-fit">
        <div
          role="row"
          tabIndex={-1}
          style={tracks}
          className="sticky top-0 z-10 grid border-b border-line bg-panel px-2"
        >
          {table.getHeaderGroups().flatMap(group =>
            group.headers.map(header => {
              const column = byId.get(header.column.id)
              const sorted = header.column.getIsSorted()
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  tabIndex={-1}
                  aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                  className={clsx('flex h-8 items-center px-2', column?.align === 'end' && 'justify-end')}
                >
                  {header.column.getCanSort() ? (
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="flex min-w-0 items-center gap-1 text-[12px] font-medium text-faint hover:text-ink"
                    >
                      <span className={clsx('truncate', column?.align === 'end' && 'order-last')}>
                        {column?.title}
                      </span>
                      {sorted === 'asc' && <ArrowUp size={12} className="shrink-0" />}
                      {sorted === 'desc' && <ArrowDown size={12} className="shrink-0" />}
                    </button>
                  ) : (
                    <span className="truncate text-[12px] font-medium text-faint">{column?.title}</span>
                  )}
                </div>
              )
            }),
          )}
        </div>
        {shown.length === 0 && empty !== undefined && (
          <div role="row" tabIndex={-1}>
            <div role="gridcell" tabIndex={-1}>
              {empty}
            </div>
          </div>
        )}
        <div style={isPrinting ? undefined : { height: view.getTotalSize() }} className="relative">
          {drawn.map(item => {
            const row = shown[item.index]
            if (!row) return null
            return (
              <div
                key={row.id}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={row.id === current}
                onClick={() => {
                  comeTo(row)
                  onOpen?.(row.original)
                }}
                onKeyDown={onKey}
                style={{ ...tracks, ...(item.start !== null && { top: item.start }), height: ROW_PX }}
                className={clsx(
                  isPrinting ? 'break-inside-avoid' : 'absolute',
                  'grid w-full items-center border-b border-line/60 px-2 hover:bg-hover aria-selected:bg-accent-wash',
                  (onOpen || onCurrent) && 'cursor-pointer',
                  rowClass?.(row.original),
                )}
              >
                {columns.map(column => (
                  <div
                    key={column.id}
                    role="gridcell"
                    tabIndex={-1}
                    className={clsx(
                      'min-w-0 truncate px-2',
                      column.align === 'end' && 'text-right tabular-nums',
                    )}
                  >
                    {column.cell ? column.cell(row.original) : column.value(row.original)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        {isPrinting && shown.length > MOST_PRINTED && (
          <p className="px-4 py-2 text-soft">
            {count(shown.length - MOST_PRINTED)} more rows are left off paper; a saved CSV holds them.
          </p>
        )}
      </div>
    </div>
  )
}

/** Rows that hold the text in some column. */
function narrowed<Row>(rows: readonly Row[], columns: readonly Column<Row>[], search: string): Row[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...rows]
  return rows.filter(row =>
    columns.some(column =>
      String((column.written ?? column.value)(row) ?? '')
        .toLowerCase()
        .includes(wanted),
    ),
  )
}

/** The library's columns, made anew only when ours change. */
function useDefinitions<Row extends RowData>(columns: readonly Column<Row>[]) {
  const kept = useRef<{ of: readonly Column<Row>[]; made: ColumnDef<typeof features, Row>[] } | null>(null)
  if (kept.current?.of !== columns) {
    const made = columns.map(
      (column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        // undefined, not null, is what the library sorts last
        accessorFn: row => column.value(row) ?? undefined,
        enableSorting: column.sortable !== false,
        sortUndefined: 'last',
        sortDescFirst: column.align === 'end',
      }),
    )
    kept.current = { of: columns, made }
  }
  return kept.current.made
}
