'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'
import { readStrategy, tooLarge } from './files'

const isFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** Makes strategies of files: one opens, several are listed. */
function useImportFiles() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const create = useMutation(trpc.strategies.create.mutationOptions())
  return async (files: readonly File[]) => {
    const made: string[] = []
    for (const file of files) {
      // a file that is too large is not even read
      const read = tooLarge(file) ?? readStrategy(file.name, await file.text())
      if (!read.ok) {
        say.failed('Not imported', new Error(read.why))
        continue
      }
      try {
        const { strategyId } = await create.mutateAsync({ workspaceId: workspace.id, ...read.file })
        made.push(strategyId)
      } catch (error) {
        say.failed(`${file.name} is not imported`, error)
      }
    }
    if (made.length === 0) return
    await queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() })
    if (made.length > 1) say.done(`${made.length} strategies imported`)
    else router.push(href(`strategies/${made[0]}`))
  }
}

/** A page that takes files of strategies wherever they are dropped. */
export function DropStrategies({ children }: { children: ReactNode }) {
  const take = useImportFiles()
  const blocked = useBlocked('strategy:edit')
  const [over, setOver] = useState(0)
  if (blocked) return children
  return (
    <section
      aria-label="Strategies; files may be dropped here"
      className="relative h-full min-h-0"
      onDragEnter={event => isFiles(event) && setOver(depth => depth + 1)}
      onDragLeave={event => isFiles(event) && setOver(depth => Math.max(0, depth - 1))}
      onDragOver={event => isFiles(event) && event.preventDefault()}
      onDrop={event => {
        if (!isFiles(event)) return
        event.preventDefault()
        setOver(0)
        void take([...event.dataTransfer.files])
      }}
    >
      {children}
      {over > 0 && (
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-accent-wash">
          <p className="rounded-md bg-raised px-4 py-2 shadow-float">
            Drop code (.ts, .js) or a graph (.json) to make it a strategy
          </p>
        </div>
      )}
    </section>
  )
}

/** The same by a button, for who does not drag. */
export function ImportStrategies() {
  const take = useImportFiles()
  const blocked = useBlocked('strategy:edit')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".ts,.js,.mjs,.txt,.json"
        aria-label="Files of strategies"
        className="hidden"
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          void take(files)
        }}
      />
      <Button icon={<FileUp size={15} />} blocked={blocked} onClick={() => input.current?.click()}>
        Import
      </Button>
    </>
  )
}
