'use client'
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { Me, MyWorkspace } from './useMe'

export interface Here {
  readonly me: NonNullable<Me['user']>
  readonly workspace: MyWorkspace
  readonly workspaces: readonly MyWorkspace[]
  readonly mailIsConfigured: boolean
}

const Context = createContext<Here | null>(null)

export const WorkspaceProvider = ({ here, children }: { here: Here; children: ReactNode }) => (
  <Context value={here}>{children}</Context>
)

/** Who is here, in which workspace. Only below the workspace's frame. */
export function useHere(): Here {
  const here = useContext(Context)
  if (!here) throw new Error('useHere is used outside of a workspace page')
  return here
}

/** The same where there may be no workspace around: on pages that anybody may open. */
export const useMaybeHere = (): Here | null => useContext(Context)

/** Why this person may not do that here; null when they may. The server decides again on every call. */
export function useBlocked(permission: MyWorkspace['permissions'][number]): string | null {
  const { me, workspace } = useHere()
  if (workspace.permissions.includes(permission)) return null
  return me.isGuest
    ? 'Guests can’t do this. Sign up: your work is kept.'
    : `As ${workspace.role} of this workspace you may not do this. Ask an owner or admin.`
}

/** Makes addresses of pages in this workspace. */
export function useHref(): (path: string) => string {
  const { slug } = useHere().workspace
  return useCallback((path: string) => `/w/${slug}/${path}`, [slug])
}
