// How much a document may hold.

/** Longer documents, of any kind, are refused unread. */
export const MOST_TEXT = 1_000_000
/** Of one sheet, as frames and notes are counted too. */
export const MOST_BLOCKS = 2_000
export const MOST_FRAMES = 500
export const MOST_NOTES = 500
