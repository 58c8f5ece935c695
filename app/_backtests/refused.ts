// What the server refused, brought to the fields of a form.
import type { Explained } from '../_ui/problem'

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

/** What a form has to say below its fields of a refusal; null: nothing, they say all of it. */
export const unplacedOf = (problem: Explained | null, shown: readonly string[]): string | null =>
  problem && (Object.keys(problem.fields).length > 0 ? elsewhere(problem.fields, shown) : problem.sentence)
