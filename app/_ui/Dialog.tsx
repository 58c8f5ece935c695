'use client'
import { whenOpen } from './whenOpen'

/** A window over the page. Its machinery is no part of a page until a first one opens. */
export const Dialog = whenOpen(async () => (await import('./DialogWindow')).DialogWindow)
