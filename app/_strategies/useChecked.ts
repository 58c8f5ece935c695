'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import type { Checked } from './Problems'
import { isSame, type Written } from './written'

const CHECK_AFTER_MS = 350

type Version = Outputs['strategies']['get']['version']

/** The compiler's word on what is written, a moment after it was last changed. What is saved compiled then; its warnings are asked for. */
export function useChecked(version: Version, written: Written, skip: boolean): Checked | null {
  const { workspace } = useHere()
  const [last, setLast] = useState<{ readonly written: Written; readonly says: Checked } | null>(null)
  const { mutateAsync: check } = useMutation(useTRPC().strategies.check.mutationOptions())
  useEffect(() => {
    if (skip) return
    let isStale = false
    const timer = setTimeout(() => {
      const { kind, document } = written
      check({ workspaceId: workspace.id, kind, document }).then(
        says => !isStale && setLast({ written, says }),
        () => {}, // the page says elsewhere that the server is away
      )
    }, CHECK_AFTER_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [check, workspace.id, written, skip])
  if (last && isSame(last.written, written)) return last.says
  if (version.outline && isSame(version, written)) return { ok: true, outline: version.outline, problems: [] }
  // Who may not edit may not ask the compiler either.
  return skip ? { ok: false, outline: null, problems: [] } : (last?.says ?? null)
}
