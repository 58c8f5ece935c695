import { type ProblemCode, problemPages } from '../../compile/problems'
import { table, text } from '../blocks'
import type { Block, Chapter, Section } from '../guide'
import { problemExamples } from '../problemExamples'

/** Every code has a section of its own, whose anchor is the code. */
const sectionOf = ({ code, severity, means, remedy }: ReturnType<typeof problemPages>[number]): Section => {
  const example = problemExamples[code as ProblemCode] // the pages are made from the table of codes
  const blocks: Block[] = [
    text(`${means} ${remedy}`),
    ...(severity === 'warning' ? [text('A warning: the strategy runs all the same.')] : []),
    ...(example ? [example] : []),
  ]
  return { id: code, title: code, blocks }
}

export const problems: Chapter = {
  id: 'problems',
  title: 'Problems and remedies',
  summary: 'Every problem the compiler tells, what it means and what to do.',
  sections: [
    {
      id: 'reading',
      title: 'How to read them',
      blocks: [
        text(
          'A problem has a code, a sentence, and a place: a line and column, or a block. Codes keep their meaning for ever. An error stops the strategy; a warning does not.',
        ),
        table(
          ['Code', 'Means'],
          ...problemPages().map(({ code, means }) => [`[${code}](/docs/language/problems#${code})`, means]),
        ),
      ],
    },
    ...problemPages().map(sectionOf),
  ],
}
