'use client'
import clsx from 'clsx'
import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Action } from '../../_actions/actions'
import { useOffer } from '../../_actions/registry'
import { IconButton } from '../../_ui/Button'
import {
  bounded,
  keepSize,
  keptSize,
  LEAST_SHARE,
  MOST_SHARE,
  movedBy,
  type PaneSize,
  USUAL,
} from './paneSize'

export interface Pane extends PaneSize {
  /** It covers what is worked on. */
  readonly isWhole: boolean
  /** `done` when it stays so: then this browser keeps it. */
  readonly resize: (share: number, done: boolean) => void
  readonly fold: (isFolded: boolean) => void
  readonly enlarge: (isWhole: boolean) => void
}

/** How the pane below stands, with what changes it. */
export function usePane(): Pane {
  const [size, setSize] = useState(keptSize)
  const [isWhole, setWhole] = useState(false)
  const resize = useCallback((share: number, done: boolean) => {
    setSize({ share: bounded(share), isFolded: false })
    if (done) keepSize({ share: bounded(share), isFolded: false })
  }, [])
  const fold = useCallback((isFolded: boolean) => {
    setWhole(false)
    setSize(({ share }) => {
      keepSize({ share, isFolded })
      return { share, isFolded }
    })
  }, [])
  const enlarge = useCallback(
    (whole: boolean) => {
      if (whole) fold(false)
      setWhole(whole)
    },
    [fold],
  )
  return { ...size, isWhole, resize, fold, enlarge }
}

interface BelowPaneProps {
  readonly pane: Pane
  /** What is worked on; it keeps some room whatever stands below. */
  readonly above: ReactNode
  /** What stands at the left of the pane's bar. */
  readonly bar: ReactNode
  /** What the pane shows. */
  readonly children: ReactNode
}

/** What is worked on with a pane below it, whose edge is dragged or moved by arrow keys, and which can cover all or be folded away. */
export function BelowPane({ pane, above, bar, children }: BelowPaneProps) {
  const room = useRef<HTMLDivElement>(null)
  const id = useId()
  const { share, isFolded, isWhole, fold, enlarge } = pane
  const high = { height: `${share * 100}%` }
  usePaneActions(pane)
  return (
    <div ref={room} className="relative flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <div className="min-h-40 flex-1" inert={isWhole}>
        {above}
      </div>
      {/* what is covered keeps its size, so that nothing in it is laid out anew */}
      {isWhole && <div style={high} className="shrink-0" />}
      <div
        className={clsx(
          'flex min-h-0 flex-col border-t border-line bg-panel',
          isWhole ? 'absolute inset-0 z-20' : isFolded ? 'shrink-0' : 'relative min-h-52 shrink-0',
        )}
        style={isWhole || isFolded ? undefined : high}
      >
        {!isWhole && !isFolded && <Edge room={room} pane={pane} controls={id} />}
        <div className="flex h-8 shrink-0 items-center gap-1 px-2">
          {bar}
          <span className="flex-1" />
          <IconButton
            label={isWhole ? 'Back to its size' : 'Enlarge the pane'}
            onClick={() => enlarge(!isWhole)}
          >
            {isWhole ? <Minimize2 size={13} /> : <Maximize2 size={13} />}
          </IconButton>
          <IconButton
            label={isFolded ? 'Open the pane' : 'Fold the pane away'}
            onClick={() => fold(!isFolded)}
          >
            {isFolded ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          </IconButton>
        </div>
        {!isFolded && (
          <div id={id} className="min-h-0 flex-1 overflow-auto border-t border-line">
            {children}
          </div>
        )}
      </div>
    </div>
  )
}

interface EdgeProps {
  readonly room: RefObject<HTMLDivElement | null>
  readonly pane: Pane
  readonly controls: string
}

/** The upper edge of the pane. A double click puts it where it usually is. */
function Edge({ room, pane: { share, resize, fold }, controls }: EdgeProps) {
  const dragTo = (event: PointerEvent, done: boolean) => {
    const box = room.current?.getBoundingClientRect()
    if (!box || box.height === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize((box.bottom - event.clientY) / box.height, done)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = movedBy(event.key, share)
    if (to !== null) resize(to, true)
    else if (event.key === 'Enter') fold(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <hr
      aria-label="Height of the pane"
      aria-orientation="horizontal"
      aria-controls={controls}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={LEAST_SHARE * 100}
      aria-valuemax={MOST_SHARE * 100}
      tabIndex={0}
      title="Drag, or arrow keys; Enter folds the pane away, a double click gives it its usual height"
      onPointerDown={event => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.focus()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={event => dragTo(event, false)}
      onPointerUp={event => dragTo(event, true)}
      onDoubleClick={() => resize(USUAL.share, true)}
      onKeyDown={onKeyDown}
      className="absolute inset-x-0 -top-1 z-10 m-0 h-2 cursor-row-resize touch-none border-0 outline-none after:absolute after:inset-x-0 after:top-[3px] after:h-0.5 after:content-[''] hover:after:bg-accent focus-visible:after:bg-accent active:after:bg-accent"
    />
  )
}

function usePaneActions({ isFolded, isWhole, fold, enlarge }: Pane): void {
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'preview.fold',
        title: isFolded ? 'Open the pane below' : 'Fold the pane below away',
        section: 'Preview',
        words: 'bottom panel chart hide show',
        keys: 'mod+j',
        run: () => fold(!isFolded),
      },
      {
        id: 'preview.enlarge',
        title: isWhole ? 'Give the pane below its size back' : 'Enlarge the pane below',
        section: 'Preview',
        words: 'bottom panel chart maximise full',
        run: () => enlarge(!isWhole),
      },
    ],
    [isFolded, isWhole, fold, enlarge],
  )
  useOffer(actions)
}
