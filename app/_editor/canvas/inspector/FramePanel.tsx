'use client'
import { Button } from '../../../_ui/Button'
import { inputClass } from '../../../_ui/inputClass'
import { count } from '../../model/edit'
import { collapseFrame, FRAME_COLOURS, fitFrame, setFrame } from '../../model/edits/annotate'
import { removeBlocks } from '../../model/edits/blocks'
import { firstName, makeSubgraph } from '../../model/edits/subgraphs'
import { membersOf } from '../../model/frames'
import type { Frame, Scene } from '../../model/graphState'
import { useSession } from '../context'
import { Heading, Note, Row } from './Row'

const SMALL = 'h-6! px-2!'

/** A frame's title and colour, and what can be done with what lies in it. */
export function FramePanel({ frame, scene }: { readonly frame: Frame; readonly scene: Scene }) {
  const session = useSession()
  const { id, title, color, collapsed = false } = frame
  const members = membersOf(scene, frame).filter(each => scene.blocks.has(each))
  return (
    <>
      <Heading>Frame</Heading>
      <Row label="Title">
        {control => (
          <input
            id={control}
            className={inputClass('h-7!')}
            value={title}
            readOnly={session.readOnly}
            onChange={event => session.do(setFrame(scene, id, { title: event.target.value }))}
          />
        )}
      </Row>
      {!session.readOnly && (
        <fieldset className="flex items-center gap-1.5 px-4 py-1">
          <legend className="sr-only">Colour</legend>
          <span aria-hidden className="w-20 shrink-0 text-faint">
            Colour
          </span>
          {FRAME_COLOURS.map(each => (
            <button
              key={each}
              type="button"
              aria-label={each}
              aria-pressed={color === each}
              data-colour={each}
              className="frame-swatch h-4 w-4 rounded-full border border-line-strong aria-pressed:ring-2 aria-pressed:ring-accent"
              onClick={() => session.do(setFrame(scene, id, { color: each }))}
            />
          ))}
        </fieldset>
      )}
      <Note>{members.length === 0 ? 'Nothing lies in it.' : `${count(members.length, 'block')} in it.`}</Note>
      {!session.readOnly && (
        <div className="flex flex-wrap gap-1.5 px-4 py-1">
          <Button className={SMALL} onClick={() => session.do(collapseFrame(scene, id, !collapsed))}>
            {collapsed ? 'Open it' : 'Collapse it'}
          </Button>
          {!collapsed && (
            <>
              <Button className={SMALL} onClick={() => session.select(members)}>
                Select what is in it
              </Button>
              <Button className={SMALL} onClick={() => session.do(fitFrame(scene, id))}>
                Fit it to its blocks
              </Button>
            </>
          )}
          <Button
            className={SMALL}
            onClick={() => session.do(makeSubgraph(scene, [id], firstName(scene, [id]), session.newId))}
          >
            Turn it into a sub-graph
          </Button>
          <Button className={SMALL} onClick={() => session.do(removeBlocks(scene, [id], false))}>
            Remove the frame
          </Button>
        </div>
      )}
    </>
  )
}
