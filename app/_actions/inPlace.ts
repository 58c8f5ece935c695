// Keys that belong to what has the focus rather than to an action.
export interface InPlace {
  readonly title: string
  /** Shown where actions of this section are offered; everywhere without one. */
  readonly beside?: string
  readonly rows: readonly { readonly title: string; readonly keys: string }[]
}

export const IN_PLACE: readonly InPlace[] = [
  {
    title: 'On the canvas',
    beside: 'Canvas',
    rows: [
      { title: 'Edit the block’s first field', keys: 'Enter' },
      { title: 'Select nothing', keys: 'Esc' },
      { title: 'Plot a wire in the preview', keys: 'Alt click' },
    ],
  },
  {
    title: 'In the code',
    beside: 'Code',
    rows: [
      { title: 'A caret where you click', keys: 'Alt click' },
      { title: 'Rename a word everywhere', keys: 'F2' },
      { title: 'Comment the line out, or in', keys: 'mod+/' },
    ],
  },
  {
    title: 'In the preview',
    beside: 'Strategy',
    rows: [
      { title: 'A bar back or on', keys: '← →' },
      { title: 'Ten bars', keys: 'Shift ← →' },
      { title: 'Next or previous signal', keys: 'N P' },
      { title: 'First or newest bar', keys: 'Home End' },
    ],
  },
  {
    title: 'In place',
    rows: [
      { title: 'Next or last row of a table', keys: '↑ ↓' },
      { title: 'Open the row', keys: 'Enter' },
      { title: 'Close what is open', keys: 'Esc' },
    ],
  },
]
