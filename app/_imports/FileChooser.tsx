'use client'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'

/** A place to drop a file on, or to choose one. */
export function FileChooser({ onFile }: { onFile: (file: File) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    <label
      htmlFor={id}
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
      className="flex min-h-56 cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border border-dashed border-line-strong p-8 text-center focus-within:border-accent hover:bg-hover data-over:border-accent data-over:bg-hover"
    >
      <FileUp size={22} className="text-faint" />
      <span className="font-medium">Drop a file here, or choose one</span>
      <span className="text-faint">
        Columns, separator, time format and timeframe are told from the file. You see them before anything is
        sent.
      </span>
      <input
        id={id}
        type="file"
        aria-label="File of bars"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        className="sr-only"
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          if (file) onFile(file)
        }}
      />
    </label>
  )
}
