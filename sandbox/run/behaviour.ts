// How two versions of a rule behave on the same bars: which signals came, went, or came at another bar.

/** Bars on which an output turned true, ascending. */
export interface Firing {
  readonly output: string
  readonly begins: ArrayLike<number>
}

export interface Moved {
  readonly from: number
  readonly to: number
}

export interface OutputChange {
  readonly output: string
  /** Signals both versions give. */
  readonly kept: number
  readonly added: readonly number[]
  readonly removed: readonly number[]
  /** A signal that went and one that came within a few bars of it. */
  readonly moved: readonly Moved[]
}

/** Bars that a signal may shift and still be counted as the same one. */
export const NEAR_BARS = 5

/** One entry for every output that either version has, in the order of the newer one. */
export function compareFirings(
  before: readonly Firing[],
  after: readonly Firing[],
  near: number = NEAR_BARS,
): readonly OutputChange[] {
  const names = new Set([...after, ...before].map(({ output }) => output))
  const of = (list: readonly Firing[], name: string) =>
    Array.from(list.find(({ output }) => output === name)?.begins ?? [])
  return [...names].map(output => compareOutput(output, of(before, output), of(after, output), near))
}

function compareOutput(
  output: string,
  before: readonly number[],
  after: readonly number[],
  near: number,
): OutputChange {
  const [had, has] = [new Set(before), new Set(after)]
  const gone = before.filter(bar => !has.has(bar))
  const come = after.filter(bar => !had.has(bar))
  const moved = pairs(gone, come, near)
  const [left, arrived] = [new Set(moved.map(({ from }) => from)), new Set(moved.map(({ to }) => to))]
  return {
    output,
    kept: before.length - gone.length,
    added: come.filter(bar => !arrived.has(bar)),
    removed: gone.filter(bar => !left.has(bar)),
    moved,
  }
}

/** The closest first, each bar once; of two at one distance the earlier. */
function pairs(gone: readonly number[], come: readonly number[], near: number): Moved[] {
  const candidates: (Moved & { readonly distance: number })[] = []
  let first = 0
  for (const from of gone) {
    while (first < come.length && come[first]! < from - near) first++
    for (let at = first; at < come.length && come[at]! <= from + near; at++)
      candidates.push({ from, to: come[at]!, distance: Math.abs(come[at]! - from) })
  }
  candidates.sort((a, b) => a.distance - b.distance || a.from - b.from || a.to - b.to)
  const [left, arrived] = [new Set<number>(), new Set<number>()]
  const found: Moved[] = []
  for (const { from, to } of candidates) {
    if (left.has(from) || arrived.has(to)) continue
    left.add(from)
    arrived.add(to)
    found.push({ from, to })
  }
  return found.sort((a, b) => a.from - b.from)
}
