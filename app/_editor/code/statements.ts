/** The lines of the statement that begins at a line: up to where its brackets close. */
export function statementLines(source: string, line: number): { readonly from: number; readonly to: number } {
  const lines = source.split('\n')
  let depth = 0
  let quote = ''
  for (let at = line - 1; at < lines.length; at++) {
    const text = lines[at]!
    for (let i = 0; i < text.length; i++) {
      const sign = text[i]!
      if (quote) {
        if (sign === '\\') i++
        else if (sign === quote) quote = ''
      } else if (sign === '/' && text[i + 1] === '/') break
      else if (sign === "'" || sign === '"' || sign === '`') quote = sign
      else if ('([{'.includes(sign)) depth++
      else if (')]}'.includes(sign)) depth--
    }
    // only a template runs over the end of a line
    if (quote !== '`') quote = ''
    if (depth <= 0 && !quote) return { from: line, to: at + 1 }
  }
  return { from: line, to: line }
}
