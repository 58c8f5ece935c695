/** Where a chapter, or a section of it, is read. */
export const chapterHref = (chapter: string, section?: string): string =>
  `/docs/language/${chapter}${section ? `#${section}` : ''}`

/** Where a problem of the compiler is explained. */
export const problemHref = (code: string): string => chapterHref('problems', code)
