import type { Point } from '../model/edits/blocks'
import { type Layouter, tidy } from '../model/tidy'
import { chosen } from './command'
import type { EditorSession } from './session'

/**
 * Lays out what is selected, or the whole sheet, while the page goes on. It ends without a trace when it is cancelled, when the
 * drawing changes meanwhile, or when another sheet is shown.
 */
export async function tidyUp(session: EditorSession, layouter: Layouter): Promise<void> {
  session.state.work?.cancel()
  const { scene } = session
  const stop = new AbortController()
  const forgets = [
    session.model.subscribe(() => {
      if (stop.signal.aborted) return
      stop.abort()
      session.say('The drawing changed while it was laid out, so its blocks stay. Tidy up again.')
    }),
    session.subscribe(() => session.within !== scene.within && stop.abort()),
  ]
  const work = { says: 'Laying out the blocks …', cancel: () => stop.abort() }
  session.set({ work })
  const end = () => {
    for (const forget of forgets) forget()
    if (session.state.work === work) session.set({ work: null })
  }
  try {
    const edit = await tidy(scene, chosen(session), layouter, stop.signal)
    end()
    const from = new Map<string, Point>()
    for (const things of [scene.blocks, scene.frames, scene.notes])
      for (const { id, x, y } of things.values()) from.set(id, { x, y })
    if (session.do(edit)) session.set({ glide: { from } })
  } catch {
    end()
    session.say('The layout could not be loaded. Check the connection and try again.')
  }
}
