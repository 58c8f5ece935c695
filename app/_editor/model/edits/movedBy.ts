/** A list with the thing of that name one place on; null where there is none. */
export function movedBy<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  by: -1 | 1,
): T[] | null {
  const at = list.findIndex(each => each.name === name)
  const [one, other] = [list[at], list[at + by]]
  if (!one || !other) return null
  const moved = [...list]
  moved[at] = other
  moved[at + by] = one
  return moved
}
