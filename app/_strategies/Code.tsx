import { useMemo } from 'react'
import { type Kind, tokens } from './highlight'

export const COLOURS: Readonly<Record<Kind, string | undefined>> = {
  comment: 'text-faint italic',
  text: 'text-good',
  number: 'text-loss',
  word: 'text-accent',
  name: 'text-gain',
  plain: undefined,
}

/** Source text in colour. */
export function Code({ source }: { source: string }) {
  const cut = useMemo(() => tokens(source), [source])
  return cut.map(({ kind, text }, at) => (
    <span key={at} className={COLOURS[kind]}>
      {text}
    </span>
  ))
}
