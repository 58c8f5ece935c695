import clsx from 'clsx'
import Link from 'next/link'
import { wordHref } from './words'

const PIECE = /`([^`]*)`|\[([^\]]*)\]\(([^)]*)\)/g

/** Text of the guide: `code` between backticks, links in brackets. */
export function Prose({ text }: { text: string }) {
  const pieces = []
  let at = 0
  for (const match of text.matchAll(PIECE)) {
    const [whole, code, words, href] = match
    pieces.push(text.slice(at, match.index))
    at = match.index + whole.length
    pieces.push(
      code === undefined ? (
        <Link
          key={at}
          href={href ?? ''}
          className={clsx('text-accent hover:underline', !words?.includes(' ') && 'whitespace-nowrap')}
        >
          {words}
        </Link>
      ) : (
        <InlineCode key={at} code={code} />
      ),
    )
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}

const LOOK =
  'rounded-sm bg-hover px-1 py-px font-mono text-[0.92em] [font-variant-ligatures:none] break-words'

function InlineCode({ code }: { code: string }) {
  const href = wordHref(/^(?:ta|math)\.\w+|^\w+(?=\()/.exec(code)?.[0] ?? '')
  const drawn = <code className={LOOK}>{code}</code>
  return href ? (
    <Link href={href} className="hover:underline">
      {drawn}
    </Link>
  ) : (
    drawn
  )
}
