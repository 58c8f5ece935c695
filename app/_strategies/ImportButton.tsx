'use client'
import { FileUp } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { IconButton } from '../_ui/Button'
import { FileInput } from './FileInput'

interface ImportButtonProps {
  readonly blocked: string | null
  readonly onFiles: (files: readonly File[]) => void
}

/** Chooses files for an open strategy, by the button and from the palette. */
export function ImportButton({ blocked, onFiles }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'strategy.import',
        title: 'Import a file',
        section: 'Strategy',
        words: 'open load upload json ts document code replace draft',
        icon: FileUp,
        blocked,
        run: () => input.current?.click(),
      },
    ],
    [blocked],
  )
  useOffer(actions)
  return (
    <>
      <FileInput ref={input} onFiles={onFiles} />
      <IconButton label="Import a file" blocked={blocked} onClick={() => input.current?.click()}>
        <FileUp size={14} />
      </IconButton>
    </>
  )
}
