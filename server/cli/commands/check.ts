import type { Compiled } from '../../../sandbox/compile/compile'
import type { Answer, Command } from '../command'
import { filesOf } from '../command'
import { compileFile, paramsFrom, problemLine } from '../document'

export const check: Command = {
  name: 'check',
  files: ['FILE'],
  about: 'Compiles a .json graph, or a .ts or .js formula or script, and tells its problems.',
  flags: {
    param: { takes: 'values', value: 'NAME=VALUE', about: 'a parameter of the document; may be repeated' },
  },
  async run(given) {
    const [file = ''] = filesOf(check, given)
    return answer(file, await compileFile(file, paramsFrom(given.all('param'))))
  },
}

function answer(file: string, compiled: Compiled): Answer {
  const problems = compiled.problems.map(({ code, message, severity, line, column, block, port }) => ({
    code,
    message,
    severity,
    line: line ?? null,
    column: column ?? null,
    block: block ?? null,
    ...(port !== undefined && { port }),
  }))
  const lines = compiled.problems.map(each => problemLine(file, each))
  if (!compiled.ok)
    return {
      ok: false,
      json: { ok: false, kind: null, digest: null, outputs: [], nodes: 0, problems },
      text: lines.join('\n'),
    }
  const { kind, program } = compiled
  const outputs = [...Object.keys(program.outputs), ...program.columns.map(({ name }) => name)]
  const { digest, nodes } = program
  return {
    ok: true,
    json: { ok: true, kind, digest, outputs, nodes: nodes.length, problems },
    text: [
      ...lines,
      `${file} compiles: a ${kind} of ${nodes.length} nodes with ${outputs.join(', ')} (${digest.slice(0, 12)})`,
    ].join('\n'),
  }
}
