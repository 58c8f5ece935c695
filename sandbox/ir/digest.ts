import { nodeKey } from './key'
import type { Program, ProgramNode } from './program'
import { sha256 } from './sha256'

const utf8 = (text: string): Uint8Array => {
  // most keys are plain ASCII; TextEncoder is not there in every engine this runs in
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
  }
  return Uint8Array.from(bytes)
}

export const hashText = (text: string): string => sha256(utf8(text))

/**
 * One hash per node over its key and its inputs' hashes, so that neither ids nor the order of building matter.
 * `commutative` says for which operators the first two inputs may change places.
 */
export const nodeHashes = (
  nodes: readonly ProgramNode[],
  commutative: (op: string) => boolean,
): readonly string[] => {
  const hashes: string[] = []
  for (const node of nodes) {
    const inputs = node.inputs.map(input => hashes[input]!)
    if (commutative(node.op) && inputs[0]! > inputs[1]!)
      [inputs[0], inputs[1]] = [inputs[1]!, inputs[0]!] as const
    hashes.push(hashText(nodeKey(node, inputs)))
  }
  return hashes
}

/** What a program computes and under which names, as one hash: equal on every machine and in every version. */
export const programDigest = (
  program: Pick<Program, 'nodes' | 'outputs' | 'columns'>,
  commutative: (op: string) => boolean,
): string => {
  const hashes = nodeHashes(program.nodes, commutative)
  const lines = [
    ...Object.entries(program.outputs).map(([name, node]) => `output ${name} ${hashes[node]!}`),
    ...program.columns.map(({ name, node }) => `column ${name.length}:${name} ${hashes[node]!}`),
  ]
  return hashText(`program 1\n${lines.sort().join('\n')}`)
}
