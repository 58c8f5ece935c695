import { toGraph as draw } from '../../../sandbox/compile/graph/toGraph'
import { recordingOf } from '../../guests/compile'
import { type Command, filesOf } from '../command'
import { CompileFailed } from '../compiled'
import { problemLine, readDocument } from '../document'
import { UsageError } from '../usage'

export const toGraph: Command = {
  name: 'to-graph',
  files: ['FILE.ts'],
  about:
    'Draws a formula or script as a graph, laid out from left to right, that compiles to the same program.',
  flags: {},
  async run(given) {
    const [file = ''] = filesOf(toGraph, given)
    const recorded = await recordingOf(await readDocument(file))
    if (!recorded.ok) throw new CompileFailed(file, recorded.problems)
    if (recorded.recording.form === 'graph') throw new UsageError(`${file} is a graph already.`)
    const drawn = draw(recorded.recording)
    if (!drawn.ok) throw new CompileFailed(file, drawn.problems)
    for (const warning of drawn.problems) console.error(problemLine(file, warning))
    return { ok: true, json: drawn.graph, text: JSON.stringify(drawn.graph, null, 2) }
  },
}
