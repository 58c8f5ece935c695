'use client'
import { useState } from 'react'
import { Button } from '../../../_ui/Button'
import { inputClass } from '../../../_ui/inputClass'
import { count } from '../../model/edit'
import { unpack } from '../../model/edits/unpack'
import {
  newVersion,
  renameSubgraph,
  updateAll,
  updatesOf,
  updateUse,
  versionsOf,
} from '../../model/edits/versions'
import type { Scene } from '../../model/graphState'
import { subgraphJson } from '../../model/graphText'
import { type UseBlock, usesOf } from '../../model/uses'
import { useSession } from '../context'
import { Row } from './Row'
import { VersionChanges } from './VersionChanges'

const SMALL = 'h-6! px-2!'

/** A block that uses a sub-graph: which version, who else uses it, what a newer one would change. */
export function SubgraphUse({ block, scene }: { readonly block: UseBlock; readonly scene: Scene }) {
  const session = useSession()
  const { graph } = scene
  const inner = graph.subgraphs.get(block.use)
  const versions = versionsOf(graph, block.use)
  const [newest] = updatesOf(graph, block)
  const [asked, setAsked] = useState<string | null>(null)
  if (!inner) return <p className="px-4 text-bad">The sub-graph {block.use} is not in this document.</p>
  const uses = usesOf(graph, block.use).length
  const target = asked !== null && asked !== block.use ? asked : (newest?.id ?? null)
  const next = target === null ? undefined : graph.subgraphs.get(target)
  return (
    <>
      <Row label="Sub-graph">
        {control => (
          <input
            id={control}
            className={inputClass('h-7!')}
            value={inner.name}
            readOnly={session.readOnly}
            onChange={event => session.do(renameSubgraph(graph, block.use, event.target.value))}
          />
        )}
      </Row>
      {versions.length > 1 && (
        <Row label="Version">
          {control => (
            <select
              id={control}
              className={inputClass('h-7!')}
              disabled={session.readOnly}
              value={target ?? block.use}
              onChange={event => setAsked(event.target.value)}
            >
              {versions.map(({ id, version }) => (
                <option key={id} value={id}>
                  {version}
                  {id === block.use ? ', used here' : version === versions.at(-1)?.version ? ', newest' : ''}
                </option>
              ))}
            </select>
          )}
        </Row>
      )}
      <p className="px-4 py-1 text-faint">
        Version {block.version}, used by {count(uses, 'block')}.
        {uses > 1 && ' A change inside changes all of them.'}
      </p>
      <div className="flex flex-wrap gap-1.5 px-4 py-1">
        <Button className={SMALL} onClick={() => session.enter(block.id)}>
          Open
        </Button>
        {!session.readOnly && (
          <>
            {uses > 1 && (
              <Button className={SMALL} onClick={() => session.do(newVersion(scene, block.id))}>
                New version for this block
              </Button>
            )}
            <Button className={SMALL} onClick={() => session.do(unpack(scene, block.id, session.newId))}>
              Unpack
            </Button>
          </>
        )}
      </div>
      {target !== null && next && (
        <section
          aria-label={next.version > block.version ? 'Update available' : 'Another version'}
          className="mx-3 my-1 rounded-md border border-accent"
        >
          <p className="px-3 pt-2 font-medium text-ink">
            {next.version > block.version
              ? `Version ${next.version} is available`
              : `Back to version ${next.version}`}
          </p>
          <VersionChanges before={subgraphJson(inner)} after={subgraphJson(next)} />
          {!session.readOnly && (
            <div className="flex gap-1.5 p-2">
              <Button
                look="primary"
                className={SMALL}
                onClick={() => {
                  setAsked(null)
                  session.do(updateUse(scene, block.id, target))
                }}
              >
                {next.version > block.version ? 'Update this block' : 'Use it in this block'}
              </Button>
              {uses > 1 && (
                <Button
                  className={SMALL}
                  onClick={() => {
                    setAsked(null)
                    session.do(updateAll(graph, block.use, target))
                  }}
                >
                  All {uses} blocks
                </Button>
              )}
            </div>
          )}
        </section>
      )}
    </>
  )
}
