import type { Block, Chapter, Section } from './guide'

export interface Found {
  readonly chapter: Chapter
  readonly section: Section
}

/** Sections that hold every word, best first: those with all of them in the title or anchor, then by reading order. */
export function searchGuide(guide: readonly Chapter[], text: string): readonly Found[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const holds = (where: string) => words.every(word => where.includes(word))
  const found = guide.flatMap(chapter =>
    chapter.sections.flatMap(section => {
      const title = `${chapter.title} ${section.title}`.toLowerCase()
      const rank = holds(`${section.title} ${section.id}`.toLowerCase()) ? 0 : holds(title) ? 1 : null
      if (rank !== null) return [{ chapter, section, rank }]
      const body = section.blocks.map(wordsOf).join(' ').toLowerCase()
      return holds(`${title} ${body}`) ? [{ chapter, section, rank: 2 }] : []
    }),
  )
  return found.sort((a, b) => a.rank - b.rank).map(({ chapter, section }) => ({ chapter, section }))
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
    case 'terminal':
      return block.text
    case 'list':
      return block.items.join(' ')
    case 'table':
      return [...block.head, ...block.rows.flat()].join(' ')
    case 'example':
      return block.source
  }
}
