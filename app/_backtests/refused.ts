// What the server refused, brought to the fields of a form.
export type Refused = Readonly<Record<string, readonly string[]>>

/** The first sentence about one of these paths or what lies below them. */
export function problemAt(refused: Refused, ...paths: readonly string[]): string | undefined {
  for (const [path, [sentence]] of Object.entries(refused))
    if (sentence && paths.some(each => path === each || path.startsWith(`${each}.`)))
      return sentence.replace(/^settings\./, '')
  return undefined
}

/** What belongs to none of the paths that fields show, as one text; null: nothing. */
export function elsewhere(refused: Refused, shown: readonly string[]): string | null {
  const left = Object.entries(refused).flatMap(([path, [sentence]]) =>
    sentence && !shown.some(each => path === each || path.startsWith(`${each}.`)) ? [sentence] : [],
  )
  return left.length > 0 ? left.join(' ') : null
}
