'use client'
import { FileUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useBlocked } from '../_session/workspace'
import { Button } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'
import { FileDrop } from './FileDrop'
import { FileInput } from './FileInput'
import { readFiles } from './readFiles'
import { useMakeStrategies } from './useMakeStrategies'

/** Makes a strategy of each file that can be read, and says of the others why not. */
function useImportFiles() {
  const make = useMakeStrategies()
  const say = useSay()
  return async (files: readonly File[]) => {
    const { given, refused } = await readFiles(files)
    for (const why of refused) say.failed('Not imported', new Error(why))
    await make(given)
  }
}

/** A page that takes files of strategies wherever they are dropped. */
export function DropStrategies({ children }: { children: ReactNode }) {
  const take = useImportFiles()
  return (
    <FileDrop
      label="Strategies; files may be dropped here"
      says="Drop code (.ts, .js) or a graph (.json) to make it a strategy"
      blocked={useBlocked('strategy:edit')}
      onFiles={files => void take(files)}
    >
      {children}
    </FileDrop>
  )
}

/** The same by a button. */
export function ImportStrategies() {
  const take = useImportFiles()
  const blocked = useBlocked('strategy:edit')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <FileInput ref={input} onFiles={files => void take(files)} />
      <Button icon={<FileUp size={15} />} blocked={blocked} onClick={() => input.current?.click()}>
        Import
      </Button>
    </>
  )
}
