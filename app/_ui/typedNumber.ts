// Numbers as people type them into a field. Half of the world writes 1,5 for one and a half, the other half 1,500 for thousands.

/** Thousands or three decimals: nobody but who typed it knows. */
const EITHER = /^([+-]?[1-9]\d{0,2}),(\d{3})$/

/** What is meant; NaN where that is no number, or could be two. A lone comma, with no point beside it, is a decimal sign. */
export function typedNumber(text: string): number {
  const trimmed = text.trim()
  if (trimmed === '' || commaRefusal(trimmed) !== null) return Number.NaN
  return Number(trimmed.replace(',', '.'))
}

/** Why a text with commas is not read as a number, and what to write; null where commas are not what is wrong with it. */
export function commaRefusal(text: string): string | null {
  const trimmed = text.trim()
  const [, whole, three] = EITHER.exec(trimmed) ?? []
  if (whole !== undefined)
    return `${trimmed} may mean two numbers: write ${whole}${three} or ${whole}.${three}.`
  const commas = trimmed.split(',').length - 1
  if (commas === 0 || (commas === 1 && !trimmed.includes('.'))) return null
  const plain = trimmed.replaceAll(',', '')
  return Number.isFinite(Number(plain)) ? `Write it without commas: ${plain}.` : null
}
