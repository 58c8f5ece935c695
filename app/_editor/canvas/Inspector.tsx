'use client'
import { memo } from 'react'
import { useScene, useSessionState } from './context'
import { BlockPanel } from './inspector/BlockPanel'
import { FramePanel } from './inspector/FramePanel'
import { NotePanel } from './inspector/NotePanel'
import { SelectionPanel } from './inspector/SelectionPanel'
import { StrategyPanel } from './inspector/StrategyPanel'
import { SubgraphPanel } from './inspector/SubgraphPanel'

/** All that can be said and set about what is selected; of the sheet itself while nothing is. */
export const Inspector = memo(function Inspector() {
  const scene = useScene()
  const selection = useSessionState(state => state.selection)
  return <div className="flex flex-col pb-4 text-[12px]">{panel()}</div>

  function panel() {
    const [id] = selection
    if (id === undefined)
      return scene.within === null ? (
        <StrategyPanel scene={scene} />
      ) : (
        <SubgraphPanel scene={scene} id={scene.within} />
      )
    if (selection.size > 1) return <SelectionPanel scene={scene} ids={selection} />
    const block = scene.blocks.get(id)
    if (block) return <BlockPanel key={id} block={block} scene={scene} />
    const frame = scene.frames.get(id)
    if (frame) return <FramePanel key={id} frame={frame} scene={scene} />
    const note = scene.notes.get(id)
    return note ? <NotePanel key={id} note={note} /> : null
  }
})
