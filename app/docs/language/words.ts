import { entries } from '@/sandbox/catalogue'
import { writtenCall } from '@/sandbox/compile/api'
import { chapterHref } from './addresses'

/** Words of the language that have no page in the catalogue. */
const GUIDE: Readonly<Record<string, string>> = {
  strategy: chapterHref('start', 'first'),
  script: chapterHref('scripts', 'shape'),
  perBar: chapterHref('scripts', 'per-bar'),
  log: chapterHref('scripts', 'context'),
  tf: chapterHref('clocks', 'tf'),
  symbol: chapterHref('clocks', 'symbol'),
  align: chapterHref('clocks', 'mixing'),
  int: chapterHref('params', 'declare'),
  num: chapterHref('params', 'declare'),
  bool: chapterHref('params', 'declare'),
  choice: chapterHref('params', 'declare'),
}

const PAGES = new Map(
  entries.flatMap(entry => {
    const call = writtenCall(entry)
    return call.kind === 'function' || (call.kind === 'name' && call.path.length > 1)
      ? [[call.path.join('.'), `/docs/catalogue/${entry.id}`] as const]
      : []
  }),
)

/** Where a function of the language is explained: `ta.rsi`, `within`, `tf`. */
export const wordHref = (word: string): string | null =>
  PAGES.get(word) ?? (Object.hasOwn(GUIDE, word) ? (GUIDE[word] ?? null) : null)
