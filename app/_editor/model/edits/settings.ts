// What a strategy is called, which bars it runs on, and the parameters it declares.
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { type Attempt, type Change, done, type Edit, type Json, refused } from '../edit'
import type { GraphState, Scene, Sheet } from '../graphState'
import { blockPath, paramField, valueField } from '../record'

export const renameStrategy = (name: string): Edit => ({
  title: 'Rename the strategy',
  changes: [{ path: ['name'], value: name.slice(0, 80) }],
  merge: 'strategy name',
})

export const setTimeframe = (timeframe: Timeframe | null): Edit => ({
  title: timeframe ? `Run on ${timeframe}` : 'Run on any timeframe',
  changes: [{ path: ['timeframe'], value: timeframe }],
})

const NAME = /^(?!__)[A-Za-z_]\w{0,39}$/

/** Declares a parameter, or changes the one of that name. */
export function declareParam(graph: GraphState, declaration: Declaration, before?: string): Attempt {
  if (!NAME.test(declaration.name))
    return refused('A parameter’s name begins with a letter and holds letters, digits and _ only.')
  const known = before ?? declaration.name
  const clash = graph.params.some(({ name }) => name === declaration.name && name !== known)
  if (clash) return refused(`There is a parameter ${declaration.name} already. Choose another name.`)
  const isNew = !graph.params.some(({ name }) => name === known)
  if (isNew && graph.params.length >= 100) return refused('At most 100 parameters fit.')
  const params = isNew
    ? [...graph.params, declaration]
    : graph.params.map(each => (each.name === known ? declaration : each))
  const renamed = before !== undefined && before !== declaration.name
  return done({
    title: `${isNew ? 'Declare' : 'Change'} the parameter ${declaration.name}`,
    changes: [
      { path: ['params'], value: params as unknown as Json }, // plain data by schema
      ...(renamed ? everyUse(graph, before, { param: declaration.name }) : []),
    ],
    merge: `declare ${known}`,
  })
}

/** Takes a declaration away; where it was used, its default stands from now on. */
export function removeParam(graph: GraphState, name: string): Edit {
  const declared = graph.params.find(each => each.name === name)
  return {
    title: `Remove the parameter ${name}`,
    changes: [
      { path: ['params'], value: graph.params.filter(each => each.name !== name) as unknown as Json },
      ...(declared ? everyUse(graph, name, declared.default) : []),
    ],
  }
}

/** Every place that names a parameter, with another value in its stead. Insides that declare the name themselves are left. */
function everyUse(graph: GraphState, name: string, value: Json): Change[] {
  const sheets: [string | null, Sheet][] = [[null, graph]]
  for (const [id, inner] of graph.subgraphs)
    if (!inner.params.some(each => each.name === name)) sheets.push([id, inner])
  return sheets.flatMap(([within, sheet]) =>
    [...sheet.blocks.values()].flatMap(block =>
      fieldsNaming(block, name, typeof value === 'string').map(field => ({
        path: [...blockPath(within, block.id), field],
        // a text can stand in a setting only; a port that named a choice goes back to nothing
        ...(field.startsWith('value') && typeof value === 'string' ? {} : { value }),
      })),
    ),
  )
}

function fieldsNaming(block: GraphBlock, name: string, isText: boolean): string[] {
  const names = (value: unknown) =>
    typeof value === 'object' && value !== null && 'param' in value && value.param === name
  const fields = [
    ...Object.entries('params' in block ? block.params : {}).flatMap(([key, value]) =>
      names(value) ? [paramField(key)] : [],
    ),
    ...Object.entries('values' in block ? block.values : {}).flatMap(([key, value]) =>
      names(value) ? [valueField(key)] : [],
    ),
  ]
  return block.kind === 'constant' && names(block.value) && !isText ? [...fields, 'value'] : fields
}

/** Makes a parameter of the strategy out of a block's own, with its bounds, and lets the block follow it. */
export function promoteParam(scene: Scene, block: string, param: string, declaration: Declaration): Attempt {
  const declared = declareParam(scene.graph, declaration)
  if (!declared.ok) return declared
  return done({
    title: `Make ${declaration.name} a parameter`,
    changes: [
      ...declared.edit.changes,
      { path: [...blockPath(scene.within, block), paramField(param)], value: { param: declaration.name } },
    ],
  })
}
