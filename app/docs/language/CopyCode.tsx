'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

const SAID_MS = 1_500

/** Copies an example; where the browser forbids it, nothing is lost: the text can be selected. */
export function CopyCode({ source }: { source: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(source).then(
      () => {
        setCopied(true)
        setTimeout(() => setCopied(false), SAID_MS)
      },
      () => {},
    )
  return (
    <button
      type="button"
      aria-label={copied ? 'Copied' : 'Copy the example'}
      onClick={() => void copy()}
      className="absolute top-2 right-2 grid size-7 place-items-center rounded-md border border-line bg-panel text-faint opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100"
    >
      {copied ? <Check size={14} className="text-good" /> : <Copy size={14} />}
    </button>
  )
}
