'use client'
import { Copy } from 'lucide-react'
import { Button } from './Button'
import { inputClass } from './inputClass'
import { useSay } from './Toasts'

/** A text to take along: selected on focus, copied by the button. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  const say = useSay()
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say.done('Copied'),
      () =>
        say.failed(
          'Not copied',
          new Error('The browser does not allow it. Select the text and copy it yourself.'),
        ),
    )
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={event => event.target.select()}
        className={inputClass('font-mono text-[12px]')}
      />
      <Button icon={<Copy size={14} />} className="h-8" onClick={() => void copy()}>
        Copy
      </Button>
    </div>
  )
}
