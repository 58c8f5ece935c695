import type { TextPatch } from './history'

type Delta = readonly { readonly insert?: unknown; readonly delete?: number; readonly retain?: number }[]

/** What a Yjs event did to a text, stretch by stretch; each place counts in the text as the stretches before left it. */
export function textPatches(before: string, delta: Delta): TextPatch[] {
  const patches: TextPatch[] = []
  let at = 0
  let read = 0
  for (const { insert, delete: removed = 0, retain = 0 } of delta) {
    at += retain
    read += retain
    if (typeof insert === 'string') {
      patches.push({ at, removed: '', inserted: insert })
      at += insert.length
    }
    if (removed > 0) {
      patches.push({ at, removed: before.slice(read, read + removed), inserted: '' })
      read += removed
    }
  }
  return patches
}

/** The one stretch in which two texts differ. */
export function difference(before: string, after: string): TextPatch {
  const most = Math.min(before.length, after.length)
  let at = 0
  while (at < most && before[at] === after[at]) at++
  let end = 0
  while (end < most - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { at, removed: before.slice(at, before.length - end), inserted: after.slice(at, after.length - end) }
}
