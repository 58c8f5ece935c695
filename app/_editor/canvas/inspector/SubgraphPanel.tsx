'use client'
import { Button } from '../../../_ui/Button'
import { inputClass } from '../../../_ui/inputClass'
import { count } from '../../model/edit'
import { newVersion, renameSubgraph } from '../../model/edits/versions'
import { type Scene, sceneOf } from '../../model/graphState'
import { usesOf } from '../../model/uses'
import { useSession, useSessionState } from '../context'
import { ParamList } from './ParamList'
import { PortList } from './PortList'
import { Heading, Row } from './Row'

/** The sub-graph one is in: its name, its ports and parameters, and who else sees what is changed here. */
export function SubgraphPanel({ scene, id }: { readonly scene: Scene; readonly id: string }) {
  const session = useSession()
  const path = useSessionState(state => state.path)
  const { graph } = scene
  const inner = graph.subgraphs.get(id)
  if (!inner) return null
  const uses = usesOf(graph, id).length
  const entered = path.at(-1)
  const outside = sceneOf(graph, path.at(-2)?.use ?? null)
  return (
    <>
      <Heading>Sub-graph</Heading>
      <Row label="Name">
        {control => (
          <input
            id={control}
            className={inputClass('h-7!')}
            value={inner.name}
            readOnly={session.readOnly}
            onChange={event => session.do(renameSubgraph(graph, id, event.target.value))}
          />
        )}
      </Row>
      {uses > 1 ? (
        <div className="mx-4 my-1 rounded-md border border-warn/40 bg-raised p-2">
          <p className="text-soft">
            {count(uses, 'block')} use version {inner.version}: what you change here changes all of them.
          </p>
          {entered && !session.readOnly && (
            <Button
              className="mt-1.5 h-6! px-2!"
              onClick={() => session.do(newVersion(outside, entered.block))}
            >
              New version for this block only
            </Button>
          )}
        </div>
      ) : (
        <p className="px-4 text-faint">Version {inner.version}, used by one block.</p>
      )}
      <PortList graph={graph} id={id} inner={inner} side="inputs" />
      <PortList graph={graph} id={id} inner={inner} side="outputs" />
      <ParamList
        scene={scene}
        none="Select a block in here and make one of its fields a parameter: each block that uses the sub-graph can then set its own."
      />
    </>
  )
}
