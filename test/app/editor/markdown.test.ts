import { expect, test } from 'vitest'
import { markdownBlocks, spansOf } from '@/app/_editor/model/markdown'

test('a note is headings, lists, quotes, code and paragraphs', () => {
  expect(
    markdownBlocks('# Why\nbecause\nof this\n\n- one\n- two\n1. first\n> said\n```\na\n\nb\n```\n---\nend'),
  ).toEqual([
    { kind: 'heading', level: 1, text: 'Why' },
    { kind: 'paragraph', text: 'because\nof this' },
    { kind: 'list', isOrdered: false, items: ['one', 'two'] },
    { kind: 'list', isOrdered: true, items: ['first'] },
    { kind: 'quote', text: 'said' },
    { kind: 'code', text: 'a\n\nb' },
    { kind: 'rule' },
    { kind: 'paragraph', text: 'end' },
  ])
})

test('a fence that is not closed holds the rest', () => {
  expect(markdownBlocks('```\na')).toEqual([{ kind: 'code', text: 'a' }])
})

test('a line has strong, stressed and code parts, and links', () => {
  expect(spansOf('a **b** *c* `d` [e](https://f.example) 2 * 3 * 4')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'stress', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'd' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'e', href: 'https://f.example' },
    { kind: 'text', text: ' 2 * 3 * 4' },
  ])
})

test.each(['[x](javascript:alert(1))', '[x](data:text/html,hi)', '[x](//elsewhere)', '<b onclick=x>y</b>'])(
  '%s stays text',
  text => {
    expect(
      spansOf(text)
        .map(span => (span.kind === 'text' ? span.text : '!'))
        .join(''),
    ).toBe(text)
  },
)
