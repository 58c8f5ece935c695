import type { Ref } from 'react'

interface FileInputProps {
  /** A click on it opens the dialog. */
  readonly ref: Ref<HTMLInputElement>
  readonly onFiles: (files: readonly File[]) => void
}

/** Files of strategies by a dialog, for who does not drag. */
export const FileInput = ({ ref, onFiles }: FileInputProps) => (
  <input
    ref={ref}
    type="file"
    multiple
    accept=".ts,.js,.mjs,.txt,.json"
    aria-label="Files of strategies"
    className="hidden"
    onChange={event => {
      const files = [...(event.target.files ?? [])]
      // the same file may be chosen again
      event.target.value = ''
      onFiles(files)
    }}
  />
)
