'use client'
import { FileUp } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useBlocked } from '../_session/workspace'
import { Button } from '../_ui/Button'
import { ImportDialog } from './ImportDialog'

/** Opens the dialog; so does a file that is dropped anywhere on the page, and `?import=1` in the address. */
export function ImportButton() {
  const blocked = useBlocked('market:edit')
  const router = useRouter()
  const asked = useSearchParams().get('import') !== null
  const [file, setFile] = useState<File | null>(null)
  const [opened, setOpened] = useState(false)
  const over = useDroppedFile(blocked === null, dropped => {
    setFile(dropped)
    setOpened(true)
  })
  const close = () => {
    setOpened(false)
    setFile(null)
    if (asked) router.replace(`${location.pathname}?venue=csv`, { scroll: false })
  }
  return (
    <>
      <Button icon={<FileUp size={14} />} blocked={blocked} onClick={() => setOpened(true)}>
        Import
      </Button>
      <ImportDialog open={(opened || asked) && blocked === null} onClose={close} dropped={file} />
      {over && !opened && (
        <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-ground/80 text-[15px] font-medium">
          Drop the file to import its bars
        </div>
      )}
    </>
  )
}

/** Hears of files dropped on the page; true while one is dragged over it. */
function useDroppedFile(enabled: boolean, onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!enabled) return
    const stop = new AbortController()
    const { signal } = stop
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    window.addEventListener(
      'dragover',
      event => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    window.addEventListener('dragleave', event => event.relatedTarget === null && setOver(false), { signal })
    window.addEventListener(
      'drop',
      event => {
        setOver(false)
        const [file] = event.dataTransfer?.files ?? []
        // the dialog's own place to drop on has taken it
        if (!file || event.defaultPrevented) return
        event.preventDefault()
        onFile(file)
      },
      { signal },
    )
    return () => stop.abort()
  })
  return over
}
