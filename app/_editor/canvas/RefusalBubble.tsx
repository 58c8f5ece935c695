'use client'
import { connectThrough } from '../model/edits/wires'
import { useSession, useSessionState } from './context'

/** Why a wire was refused, with the blocks that would make it possible. */
export function RefusalBubble() {
  const session = useSession()
  const bubble = useSessionState(state => state.bubble)
  if (!bubble) return null
  const { screen, reason, offers } = bubble
  const close = () => session.set({ bubble: null })
  return (
    <div
      role="alert"
      className="absolute z-30 w-72 rounded-lg border border-bad bg-raised p-2.5 text-[12px] text-ink shadow-float"
      style={{ left: screen.x + 8, top: screen.y + 8 }}
    >
      <p>{reason}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {offers.map(({ adapter, from, to }) => (
          <button
            key={adapter.title}
            type="button"
            className="rounded border border-line-strong px-2 py-0.5 hover:bg-hover"
            onClick={() => {
              session.do(connectThrough(session.scene, from, to, adapter, session.newId))
              close()
            }}
          >
            Put in “{adapter.title}”
          </button>
        ))}
        <button type="button" className="px-1 text-faint hover:text-ink" onClick={close}>
          Close
        </button>
      </div>
    </div>
  )
}
