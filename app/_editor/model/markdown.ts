// The markdown of notes: headings, lists, quotes, fenced code; strong, stressed, code and links inside a line. What is none of
// these is text, HTML too.

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'quote' | 'code' | 'paragraph'; readonly text: string }
  | { readonly kind: 'rule' }

export type Span =
  | { readonly kind: 'text' | 'strong' | 'stress' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

const HEADING = /^(#{1,3})\s+(.*)$/
const BULLET = /^\s*[-*+]\s+(.*)$/
const NUMBERED = /^\s*\d{1,3}[.)]\s+(.*)$/
const QUOTE = /^>\s?(.*)$/
const FENCE = /^```/
const RULE = /^(-{3,}|\*{3,})\s*$/

/** The blocks of a text, top to bottom. */
export function markdownBlocks(text: string): readonly Block[] {
  const blocks: Block[] = []
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    const heading = HEADING.exec(line)
    if (line.trim() === '') at++
    else if (FENCE.test(line)) {
      const end = lines.findIndex((each, n) => n > at && FENCE.test(each))
      const last = end < 0 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') })
      at = last + 1
    } else if (RULE.test(line)) {
      blocks.push({ kind: 'rule' })
      at++
    } else if (heading) {
      blocks.push({ kind: 'heading', level: levelOf(heading[1]!), text: heading[2]! })
      at++
    } else {
      const pattern = [BULLET, NUMBERED, QUOTE].find(each => each.test(line))
      const run = pattern ? runOf(lines, at, each => pattern.exec(each)?.[1]) : runOf(lines, at, plain)
      blocks.push(
        pattern === undefined
          ? { kind: 'paragraph', text: run.join('\n') }
          : pattern === QUOTE
            ? { kind: 'quote', text: run.join('\n') }
            : { kind: 'list', isOrdered: pattern === NUMBERED, items: run },
      )
      at += run.length
    }
  }
  return blocks
}

const levelOf = (signs: string): 1 | 2 | 3 => (signs.length === 1 ? 1 : signs.length === 2 ? 2 : 3)

/** Lines from there on, as long as each reads as what the first is. */
function runOf(lines: readonly string[], from: number, read: (line: string) => string | undefined): string[] {
  const run: string[] = []
  for (const line of lines.slice(from)) {
    const text = read(line)
    if (text === undefined) break
    run.push(text)
  }
  return run
}

const plain = (line: string): string | undefined =>
  line.trim() === '' || [HEADING, BULLET, NUMBERED, QUOTE, FENCE, RULE].some(each => each.test(line))
    ? undefined
    : line

const SPAN = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/

/** The parts of a line. A link that does not lead to the web stays text. */
export function spansOf(text: string): readonly Span[] {
  const spans: Span[] = []
  let rest = text
  while (rest !== '') {
    const found = SPAN.exec(rest)
    if (!found) return [...spans, { kind: 'text', text: rest }]
    if (found.index > 0) spans.push({ kind: 'text', text: rest.slice(0, found.index) })
    const [whole, code, strong, stress, label, href] = found
    if (code !== undefined) spans.push({ kind: 'code', text: code })
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong })
    else if (stress !== undefined) spans.push({ kind: 'stress', text: stress })
    else if (label !== undefined && href !== undefined && /^https?:\/\//i.test(href))
      spans.push({ kind: 'link', text: label, href })
    else spans.push({ kind: 'text', text: whole })
    rest = rest.slice(found.index + whole.length)
  }
  return spans
}
