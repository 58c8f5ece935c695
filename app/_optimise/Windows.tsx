import { utcDay } from '../_ui/numbers'

/** A stretch the parameters are chosen on, and the stretch after it that judges them. UTC ms; the ends belong to them. */
export interface WindowSpan {
  readonly inSample: { readonly from: number; readonly to: number }
  readonly outOfSample: { readonly from: number; readonly to: number }
}

interface WindowsProps {
  readonly windows: readonly WindowSpan[]
}

const ROW_PX = 12
const MOST_ROWS = 12

/** The windows of a walk-forward below each other: chosen on the pale part, judged on the strong one. */
export function Windows({ windows }: WindowsProps) {
  const first = windows[0]
  const last = windows.at(-1)
  if (!first || !last) return null
  const begin = first.inSample.from
  const length = Math.max(1, last.outOfSample.to - begin)
  const place = ({ from, to }: WindowSpan['inSample']) => ({
    left: `${((from - begin) / length) * 100}%`,
    width: `${Math.max(0.5, ((to - from) / length) * 100)}%`,
  })
  const shown = windows.slice(0, MOST_ROWS)
  return (
    <figure aria-label="Windows of the walk-forward">
      <div className="relative overflow-hidden rounded-md border border-line bg-ground p-2">
        <div className="relative" style={{ height: shown.length * ROW_PX }}>
          {shown.map((window, row) => (
            <div
              key={window.inSample.from + window.outOfSample.from}
              className="absolute inset-x-0"
              style={{ top: row * ROW_PX, height: ROW_PX - 4 }}
              title={`${utcDay(window.inSample.from)} – ${utcDay(window.inSample.to)} chooses, ${utcDay(window.outOfSample.from)} – ${utcDay(window.outOfSample.to)} judges`}
            >
              <span
                className="absolute inset-y-0 rounded-sm border border-accent/50 bg-accent-wash"
                style={place(window.inSample)}
              />
              <span className="absolute inset-y-0 rounded-sm bg-accent" style={place(window.outOfSample)} />
            </div>
          ))}
        </div>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 text-[12px] text-faint">
        <span>
          <span className="mr-1 inline-block h-2 w-4 rounded-sm border border-accent/50 bg-accent-wash" />
          chosen on
        </span>
        <span>
          <span className="mr-1 inline-block h-2 w-4 rounded-sm bg-accent" />
          judged on
        </span>
        <span className="tabular-nums">
          {windows.length} windows, {utcDay(begin)} – {utcDay(last.outOfSample.to)}
        </span>
        {windows.length > MOST_ROWS && <span>the first {MOST_ROWS} are drawn</span>}
      </figcaption>
    </figure>
  )
}
