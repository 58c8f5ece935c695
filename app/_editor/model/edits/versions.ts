// Versions of a sub-graph: each block keeps the one it uses until it is given another.
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, count, done, type Edit, refused } from '../edit'
import { type GraphState, inputOf, type Scene, sceneOf } from '../graphState'
import { subgraphJson } from '../graphText'
import { blockPath, subgraphRecord, wirePath } from '../record'
import { titleOf } from '../titles'
import { usesOf } from '../uses'

/** Versions of one sub-graph share what stands before `-v`. */
const lineOf = (id: string): string => id.replace(/-v\d+$/, '')

/** Newer versions of what a block uses, the newest first. */
export const updatesOf = (graph: GraphState, block: GraphBlock) =>
  block.kind === 'subgraph'
    ? versionsOf(graph, block.use)
        .filter(({ version }) => version > block.version)
        .reverse()
    : []

/** All versions of one sub-graph, the oldest first. */
export const versionsOf = (
  graph: GraphState,
  id: string,
): readonly { readonly id: string; readonly version: number }[] =>
  [...graph.subgraphs]
    .filter(([each]) => lineOf(each) === lineOf(id))
    .map(([each, { version }]) => ({ id: each, version }))
    .sort((a, b) => a.version - b.version)

/** One name for all versions. */
export const renameSubgraph = (graph: GraphState, id: string, name: string): Edit => ({
  title: 'Rename a sub-graph',
  changes: versionsOf(graph, id).map(each => ({
    path: ['subgraphs', each.id, 'name'],
    value: name.slice(0, 80),
  })),
  merge: `subgraph ${id}`,
})

/** Takes away a version that no block uses. */
export function removeVersion(graph: GraphState, id: string): Attempt {
  const inner = graph.subgraphs.get(id)
  if (!inner) return refused('This version is no longer there.')
  const uses = usesOf(graph, id).length
  if (uses > 0)
    return refused(
      `${count(uses, 'block')} ${uses === 1 ? 'uses' : 'use'} version ${inner.version} of ${inner.name}. Update or remove ${uses === 1 ? 'it' : 'them'} first.`,
    )
  return done({
    title: `Remove version ${inner.version} of ${inner.name}`,
    changes: [{ path: ['subgraphs', id] }],
  })
}

/** Gives a block a version of its own, to be changed while other blocks keep theirs. */
export function newVersion(scene: Scene, id: string): Attempt {
  const block = scene.blocks.get(id)
  const inner = block?.kind === 'subgraph' ? scene.graph.subgraphs.get(block.use) : undefined
  if (block?.kind !== 'subgraph' || !inner) return refused('The block is no sub-graph that is there.')
  const line = lineOf(block.use)
  const newest = versionsOf(scene.graph, block.use).at(-1)?.version ?? inner.version
  const use = `${line.slice(0, 56)}-v${newest + 1}`
  const record = subgraphRecord({ ...subgraphJson(inner), version: newest + 1 })
  return done({
    title: `Begin version ${newest + 1} of ${inner.name}`,
    changes: [{ path: ['subgraphs', use], value: record }, ...useVersion(scene, id, use, newest + 1)],
  })
}

/** Lets a block use another version. Wires and values at ports that version doesn't have go. */
export function updateUse(scene: Scene, id: string, use: string): Attempt {
  const block = scene.blocks.get(id)
  const next = scene.graph.subgraphs.get(use)
  if (block?.kind !== 'subgraph' || !next) return refused('This version is no longer there.')
  const lost = [...scene.wires].flatMap(([key, from]): Change[] => {
    const to = inputOf(key)
    const isLost =
      (to.block === id && !next.inputs.some(({ name }) => name === to.port)) ||
      (from.block === id && !next.outputs.some(({ name }) => name === from.port))
    return isLost ? [{ path: wirePath(scene.within, to) }] : []
  })
  const stale = [
    ...Object.keys(block.params)
      .filter(name => !next.params.some(each => each.name === name))
      .map(name => `param:${name}`),
    ...Object.keys(block.values)
      .filter(port => !next.inputs.some(({ name }) => name === port))
      .map(port => `value:${port}`),
  ].map(field => ({ path: [...blockPath(scene.within, id), field] }))
  return done({
    title: `${next.version < block.version ? 'Go back' : 'Update'} to version ${next.version} of ${titleOf(block, scene.graph)}`,
    changes: [...useVersion(scene, id, use, next.version), ...lost, ...stale],
  })
}

/** Lets every block of one version use another, as one step. */
export function updateAll(graph: GraphState, before: string, use: string): Attempt {
  const changes: Change[] = []
  for (const { within, block } of usesOf(graph, before)) {
    const attempt = updateUse(sceneOf(graph, within), block.id, use)
    if (!attempt.ok) return attempt
    changes.push(...attempt.edit.changes)
  }
  const next = graph.subgraphs.get(use)
  return done({ title: `Use version ${next?.version} of ${next?.name} everywhere`, changes })
}

const useVersion = (scene: Scene, id: string, use: string, version: number): Change[] => [
  { path: [...blockPath(scene.within, id), 'use'], value: use },
  { path: [...blockPath(scene.within, id), 'version'], value: version },
]
