// The edit log: what this user did, entry by entry, each with its title and the fields it changed. It is kept here and not in
// Yjs' own undo manager, because that one lives in memory alone, can't be bounded from below, and has no names for its steps.
import type { Patch } from './yDocument'

/** A replaced stretch of code. */
export interface TextPatch {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

export interface Entry {
  readonly title: string
  readonly patches: readonly Patch[]
  readonly text: readonly TextPatch[]
}

/** The log as it is kept over a reload. */
export interface Log {
  readonly past: readonly Entry[]
  /** What was undone, the next one to redo last. */
  readonly future: readonly Entry[]
}

const MOST_ENTRIES = 500
/** Keystrokes further apart are steps of their own. */
const PAUSE_MS = 1_000
const TYPING = 'typing'

export class History {
  #past: Entry[]
  #future: Entry[]
  readonly #now: () => number
  /** What the last entry may still take in. */
  #open: { readonly key: string; readonly until: number } | null = null
  #title: string | null = null

  constructor(now: () => number = () => 0, log: Log = { past: [], future: [] }) {
    this.#now = now
    this.#past = [...log.past]
    this.#future = [...log.future]
  }

  get log(): Log {
    return { past: this.#past, future: this.#future }
  }

  /** The entry that undo would take back. */
  get last(): Entry | null {
    return this.#past.at(-1) ?? null
  }

  get next(): Entry | null {
    return this.#future.at(-1) ?? null
  }

  add(entry: Entry, key?: string): void {
    const last = this.#past.at(-1)
    const merges = key !== undefined && this.#open?.key === key && this.#now() <= this.#open.until
    if (merges && last && this.#future.length === 0) this.#past[this.#past.length - 1] = joined(last, entry)
    else this.#past.push(entry)
    if (this.#past.length > MOST_ENTRIES) this.#past.shift()
    this.#future = []
    this.#open = key === undefined ? null : { key, until: this.#now() + PAUSE_MS }
  }

  /** Takes in a change of code: keystrokes in a row are one entry, what `titled` made is one of its own. */
  typed(text: readonly TextPatch[]): void {
    this.add(
      { title: this.#title ?? 'Edit code', patches: [], text },
      this.#title === null ? TYPING : undefined,
    )
  }

  /** What `change` does to the code is called so. */
  titled(title: string, change: () => void): void {
    this.#title = title
    try {
      change()
    } finally {
      this.#title = null
    }
  }

  /** Nothing more is taken into the last entry: a field was left, a drag ended. */
  seal(): void {
    this.#open = null
  }

  back(): Entry | null {
    return this.#moved(this.#past, this.#future)
  }

  forth(): Entry | null {
    return this.#moved(this.#future, this.#past)
  }

  /** Somebody else changed the code: places in the log move with it. */
  shifted(others: readonly TextPatch[]): void {
    for (const other of others) {
      this.#past = shiftedBelow(this.#past, other, false)
      this.#future = shiftedBelow(this.#future, other, true)
    }
  }

  #moved(from: Entry[], to: Entry[]): Entry | null {
    const entry = from.pop() ?? null
    if (entry) to.push(entry)
    this.#open = null
    return entry
  }
}

/** Two entries as one: a field keeps its first `before` and its last `after`. */
function joined(first: Entry, second: Entry): Entry {
  const patches = [...first.patches]
  const places = new Map(patches.map(({ path }, at) => [path.join('\n'), at]))
  for (const patch of second.patches) {
    const name = patch.path.join('\n')
    const at = places.get(name)
    const known = at === undefined ? undefined : patches[at]
    if (at === undefined || !known) {
      places.set(name, patches.length)
      patches.push(patch)
    } else {
      const { after: _, ...start } = known
      patches[at] = patch.after === undefined ? start : { ...start, after: patch.after }
    }
  }
  const text = [...first.text]
  for (const patch of second.text) {
    const last = text.at(-1)
    const together = last && adjacent(last, patch)
    if (together) text[text.length - 1] = together
    else text.push(patch)
  }
  return { title: second.title, patches, text }
}

/** Two stretches typed or deleted one behind the other, as one. */
function adjacent(a: TextPatch, b: TextPatch): TextPatch | null {
  if (b.removed === '' && b.at === a.at + a.inserted.length)
    return { ...a, inserted: a.inserted + b.inserted }
  if (a.inserted === '' && b.inserted === '' && b.at + b.removed.length === a.at)
    return { at: b.at, removed: b.removed + a.removed, inserted: '' }
  return null
}

/**
 * A stack of entries, the newest last, after somebody else's change of the present text. Going down the stack, the change is
 * carried back to the text each entry was made on.
 */
function shiftedBelow(stack: readonly Entry[], change: TextPatch, forward: boolean): Entry[] {
  let { at } = change
  const grown = change.inserted.length - change.removed.length
  return stack
    .toReversed()
    .map(entry => {
      const turned = forward ? entry.text : entry.text.toReversed()
      const text = turned.map(patch => {
        const moved = at <= patch.at ? { ...patch, at: Math.max(at, patch.at + grown) } : patch
        const length = patch.inserted.length - patch.removed.length
        if (at > patch.at) at = Math.max(patch.at, forward ? at + length : at - length)
        return moved
      })
      return { ...entry, text: forward ? text : text.toReversed() }
    })
    .toReversed()
}
