import clsx from 'clsx'
import Link from 'next/link'
import { COLOURS } from '../../_strategies/Code'
import { tokens } from '../../_strategies/highlight'
import { wordHref } from './words'

/** A name, with the `ta.` or `math.` before it that says whose it is. */
const NAME = /(?:\b(ta|math)\.)?\b([A-Za-z_]\w*)\b/g

/** Source text in colour, each function a link to its page. */
export function LinkedCode({ source }: { source: string }) {
  const drawn = []
  let before = ''
  for (const { kind, text } of tokens(source)) {
    const look = COLOURS[kind]
    const key = before.length
    if (kind === 'name') {
      const owner = /\b(?:ta|math)\.$/.exec(before)?.[0] ?? (before.endsWith('.') ? '?' : '')
      drawn.push(<Word key={key} word={owner + text} text={text} look={look} />)
    } else if (kind === 'plain') drawn.push(<Plain key={key} text={text} />)
    else
      drawn.push(
        <span key={key} className={look}>
          {text}
        </span>,
      )
    before += text
  }
  return drawn
}

interface WordProps {
  readonly word: string
  readonly text: string
  readonly look?: string | undefined
}

function Word({ word, text, look }: WordProps) {
  const href = wordHref(word)
  return href ? (
    <Link
      href={href}
      prefetch={false}
      className={clsx(look, 'underline decoration-line-strong decoration-dotted underline-offset-3')}
    >
      {text}
    </Link>
  ) : (
    <span className={look}>{text}</span>
  )
}

/** Text between the words: series such as `ta.obv` are not called. */
function Plain({ text }: { text: string }) {
  const drawn = []
  let at = 0
  for (const match of text.matchAll(NAME)) {
    const [whole, owner, name = ''] = match
    if (!owner || !wordHref(whole)) continue
    const from = match.index + whole.length - name.length
    drawn.push(text.slice(at, from), <Word key={from} word={whole} text={name} look={COLOURS.name} />)
    at = from + name.length
  }
  return (
    <>
      {drawn}
      {text.slice(at)}
    </>
  )
}
