import { readGraph } from '../../../sandbox/compile/graph/document'
import { printGraph } from '../../../sandbox/compile/graph/print'
import { type Command, filesOf } from '../command'
import { CompileFailed } from '../compiled'
import { readText } from '../document'

export const toCode: Command = {
  name: 'to-code',
  files: ['GRAPH.json'],
  about: 'Prints a graph as a formula that compiles to the same program.',
  flags: {},
  async run(given) {
    const [file = ''] = filesOf(toCode, given)
    const read = readGraph(await readText(file))
    if (!read.ok) throw new CompileFailed(file, read.problems)
    const { text, problems } = printGraph(read.graph)
    if (problems.length > 0) throw new CompileFailed(file, problems)
    return { ok: true, json: { code: text }, text: text.trimEnd() }
  },
}
