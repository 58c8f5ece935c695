// Files of strategies as they come from a hand or a dialog, read before anything is made of them.
import { readStrategy, type StrategyFile, tooLarge } from './files'

export interface GivenFile {
  readonly fileName: string
  readonly file: StrategyFile
}

export interface ReadFiles {
  readonly given: readonly GivenFile[]
  /** Why each of the others can't be taken. */
  readonly refused: readonly string[]
}

/** What a browser's `File` tells. */
type Unread = Pick<File, 'name' | 'size' | 'text'>

/** Reads them in their order. A graph that no editor could open is refused here, not after it was made. */
export async function readFiles(files: readonly Unread[]): Promise<ReadFiles> {
  const given: GivenFile[] = []
  const refused: string[] = []
  for (const each of files) {
    // a file that is too large is not even read
    const read = tooLarge(each) ?? readStrategy(each.name, await each.text())
    const why = read.ok ? await unreadable(read.file) : read.why
    if (!read.ok || why !== null) refused.push(read.ok ? `${each.name} can’t be drawn. ${why}` : read.why)
    else given.push({ fileName: each.name, file: read.file })
  }
  return { given, refused }
}

async function unreadable({ kind, document }: StrategyFile): Promise<string | null> {
  if (kind !== 'graph') return null
  // the reader of documents comes when there is one to read
  const { readGraph } = await import('@/sandbox/compile/graph/document')
  const read = readGraph(document)
  return read.ok ? null : (read.problems[0]?.message ?? 'The document can’t be read.')
}
