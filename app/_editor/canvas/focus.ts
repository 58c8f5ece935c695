/** Where keys belong to a field and not to the canvas. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export const paneOf = (root: HTMLElement | null): HTMLElement | null =>
  root?.querySelector<HTMLElement>('.react-flow') ?? null

export const cardOf = (root: HTMLElement | null, id: string): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null

/** Opens a note for writing; false where there is none, or it may not be written. */
export function editNote(card: HTMLElement | null): boolean {
  const edit = card?.querySelector<HTMLElement>('[data-edit]')
  edit?.click()
  return edit != null
}

/** The first value of a block that can be set: a parameter, else what stands at an input. A note is opened for writing. */
export function focusValue(card: HTMLElement | null): boolean {
  if (editNote(card)) return true
  const field =
    card?.querySelector<HTMLElement>('label input, label select') ??
    card?.querySelector<HTMLElement>('input, textarea')
  if (!field) return false
  field.focus()
  if (field instanceof HTMLInputElement) field.select()
  return true
}

/** What can be set at an input that has no wire. */
export const fieldOf = (card: HTMLElement | null, port: string): HTMLElement | null =>
  card
    ?.querySelector(`.react-flow__handle-left[data-handleid="${CSS.escape(port)}"]`)
    ?.parentElement?.querySelector<HTMLElement>('input, select') ?? null

export const prefersStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** What is said and set about the selection; beside the canvas, in the same room. */
export const inspectorOf = (page: Document): HTMLElement | null =>
  page.querySelector<HTMLElement>('[aria-label="Inspector"]')
