// Parameters that the strategy declares, or the sub-graph one is in: declared, bounded, renamed, followed by fields of blocks.
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, done, type Edit, type Json, refused } from '../edit'
import { type GraphState, paramsOf, type Scene } from '../graphState'
import { blockPath, fieldsOf, paramField, sheetPath } from '../record'
import { titleOf } from '../titles'
import { sheetsOf, usesOf } from '../uses'
import { movedBy } from './movedBy'

/** Whose parameters they are. */
type Owner = Pick<Scene, 'graph' | 'within'>

const MOST = 100
const NAME = /^(?!__)[A-Za-z_]\w{0,39}$/

/** What the sheet declares itself. */
export const ownParams = ({ graph, within }: Owner): readonly Declaration[] =>
  within === null ? graph.params : (graph.subgraphs.get(within)?.params ?? [])

const listChange = (within: string | null, params: readonly Declaration[]): Change => ({
  path: [...sheetPath(within), 'params'],
  value: params as unknown as Json, // plain data by schema
})

/** Declares a parameter, or changes the one of that name. */
export function declareParam(owner: Owner, declaration: Declaration, before?: string): Attempt {
  const { graph, within } = owner
  const { name } = declaration
  if (!NAME.test(name))
    return refused('A parameter’s name begins with a letter and holds letters, digits and _ only.')
  const params = ownParams(owner)
  const known = before ?? name
  if (params.some(each => each.name === name && name !== known))
    return refused(`There is a parameter ${name} already. Choose another name.`)
  const isNew = !params.some(each => each.name === known)
  if (isNew && params.length >= MOST) return refused(`At most ${MOST} parameters fit.`)
  const renamed = before !== undefined && before !== name
  const caught = isNew || renamed ? capture(owner, name, renamed ? before : null) : null
  if (caught) return refused(caught)
  const next = isNew
    ? [...params, declaration]
    : params.map(each => (each.name === known ? declaration : each))
  return done({
    title: `${isNew ? 'Declare' : 'Change'} the parameter ${name}`,
    changes: [
      listChange(within, next),
      ...(renamed ? everyUse(owner, before, { param: name }) : []),
      ...(renamed ? givenByUses(graph, within, before, name) : []),
    ],
    merge: `declare ${within ?? ''} ${known}`,
  })
}

/** Why a name would quietly come to mean another parameter somewhere; null where it would not. */
function capture({ graph, within }: Owner, name: string, before: string | null): string | null {
  if (within !== null) {
    const inner = graph.subgraphs.get(within)
    const follows = [...(inner?.blocks.values() ?? [])].some(block => fieldsNaming(block, name).length > 0)
    return follows ? `Blocks in here follow the strategy’s own parameter ${name}. Choose another name.` : null
  }
  if (before === null) return null
  for (const { within: id, sheet } of followers(graph, before)) {
    const inner = id === null ? undefined : graph.subgraphs.get(id)
    const hides = inner?.params.some(each => each.name === name)
    if (inner && hides && [...sheet.blocks.values()].some(block => fieldsNaming(block, before).length > 0))
      return `${inner.name} follows ${before} and has a parameter ${name} of its own. Choose another name.`
  }
  return null
}

/** Takes a declaration away; where it was used, its default stands from now on. */
export function removeParam(owner: Owner, name: string): Edit {
  const { graph, within } = owner
  const params = ownParams(owner)
  const declared = params.find(each => each.name === name)
  return {
    title: `Remove the parameter ${name}`,
    changes: [
      listChange(
        within,
        params.filter(each => each.name !== name),
      ),
      ...(declared ? everyUse(owner, name, declared.default) : []),
      ...givenByUses(graph, within, name, null),
    ],
  }
}

/** A step up or down among its neighbours. */
export function moveParam(owner: Owner, name: string, by: -1 | 1): Edit {
  const moved = movedBy(ownParams(owner), name, by)
  return {
    title: `Move the parameter ${name} ${by < 0 ? 'up' : 'down'}`,
    changes: moved ? [listChange(owner.within, moved)] : [],
  }
}

/** Sheets on which the strategy's parameter of that name can be followed: those that don't declare it themselves. */
const followers = (graph: GraphState, name: string) =>
  sheetsOf(graph).filter(
    ({ within }) => within === null || !graph.subgraphs.get(within)?.params.some(each => each.name === name),
  )

export interface Following {
  readonly within: string | null
  readonly block: GraphBlock
  /** As the record has it: `param:length`, `value:b`, `value`. */
  readonly field: string
}

/** Every field that follows a parameter. */
export const followingOf = ({ graph, within }: Owner, name: string): Following[] =>
  (within === null ? followers(graph, name) : sheetsOf(graph).filter(each => each.within === within)).flatMap(
    ({ within: where, sheet }) =>
      [...sheet.blocks.values()].flatMap(block =>
        fieldsNaming(block, name).map(field => ({ within: where, block, field })),
      ),
  )

/** Every field that follows a parameter, with another value in its stead. */
function everyUse(owner: Owner, name: string, value: Json): Change[] {
  return followingOf(owner, name).map(({ within, block, field }) => {
    const path = [...blockPath(within, block.id), field]
    // a text can stand in a setting only; a port that named a choice goes back to nothing
    return typeof value !== 'string' || field.startsWith('param:')
      ? { path, value }
      : field === 'value'
        ? { path, value: 0 }
        : { path }
  })
}

/** What the blocks that use a sub-graph give its parameter, under its new name or not at all. */
function givenByUses(
  graph: GraphState,
  within: string | null,
  before: string,
  after: string | null,
): Change[] {
  if (within === null) return []
  return usesOf(graph, within).flatMap(({ within: where, block }): Change[] => {
    const given = block.params[before]
    if (given === undefined) return []
    const fields = blockPath(where, block.id)
    return [
      { path: [...fields, paramField(before)] },
      ...(after === null ? [] : [{ path: [...fields, paramField(after)], value: given }]),
    ]
  })
}

const fieldsNaming = (block: GraphBlock, name: string): string[] =>
  fieldsOf(block).flatMap(({ field, value }) =>
    typeof value === 'object' && value.param === name ? [field] : [],
  )

/** Makes a parameter out of what a field says, and lets the field follow it. */
export function promoteField(scene: Scene, block: string, field: string, declaration: Declaration): Attempt {
  const declared = declareParam(scene, declaration)
  if (!declared.ok) return declared
  return done({
    title: `Make ${declaration.name} a parameter`,
    changes: [...declared.edit.changes, followChange(scene, block, field, declaration.name)],
  })
}

/** Lets a field follow a parameter that is there. */
export const followParam = (scene: Scene, block: string, field: string, name: string): Edit => ({
  title: `Follow ${name}`,
  changes: [followChange(scene, block, field, name)],
})

const followChange = ({ within }: Scene, block: string, field: string, name: string): Change => ({
  path: [...blockPath(within, block), field],
  value: { param: name },
})

/** The field goes its own way, with the value it had. */
export function unfollowParam(scene: Scene, id: string, field: string): Edit {
  const block = scene.blocks.get(id)
  const value = block && fieldsOf(block).find(each => each.field === field)?.value
  const name = typeof value === 'object' ? value.param : ''
  const declared = paramsOf(scene).find(each => each.name === name)
  const path = [...blockPath(scene.within, id), field]
  return {
    title: `Let ${block ? titleOf(block, scene.graph) : id} no longer follow ${name}`,
    changes: [
      declared ? { path, value: declared.default } : field === 'value' ? { path, value: 0 } : { path },
    ],
  }
}
