/** What people call blocks, by id. */
export type Labels = ReadonlyMap<string, string>

/** A watchable’s label, `id` or `id.port`, as its author knows the block. */
export function labelled(label: string, labels: Labels | undefined): string {
  const at = label.lastIndexOf('.')
  const [block, port] = at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at)]
  return `${labels?.get(block) ?? block}${port}`
}
