// Lists that are handed over in pages, newest first.
import { z } from 'zod'

const PAGE = 50

/** What is asked of a page; `cursor` is the last id of the one before. */
export const pageShape = {
  cursor: z.uuid().optional(),
  limit: z.number().int().min(1).max(200).default(PAGE),
}

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The rows of a page. Ids tell apart what was made in the same moment. */
export const pageOf = ({ cursor, limit }: PageAsked) => ({
  orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }],
  ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  take: limit,
})

/** The cursor of the page behind these rows; null: they are the last. */
export const nextOf = (rows: readonly { readonly id: string }[], { limit }: PageAsked): string | null =>
  rows.length === limit ? (rows.at(-1)?.id ?? null) : null
