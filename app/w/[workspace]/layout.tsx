'use client'
import { useParams, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { ActionsProvider } from '@/app/_actions/registry'
import { CrumbsProvider } from '@/app/_frame/crumbs'
import { Frame } from '@/app/_frame/Frame'
import { FrameSkeleton } from '@/app/_frame/FrameSkeleton'
import { FeedProvider } from '@/app/_frame/feed'
import { rememberWorkspace } from '@/app/_session/lastWorkspace'
import { useMe } from '@/app/_session/useMe'
import { WorkspaceProvider } from '@/app/_session/workspace'
import { Failed, Missing } from '@/app/_ui/States'

export default function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { workspace: slug } = useParams<{ workspace: string }>()
  const { data: me, error, refetch } = useMe()
  const router = useRouter()
  const signedOut = me && !me.user
  const workspace = me?.workspaces.find(each => each.slug === slug)
  useEffect(() => {
    if (signedOut) router.replace(`/sign-in?to=${encodeURIComponent(location.pathname)}`)
  }, [signedOut, router])
  useEffect(() => {
    if (workspace) rememberWorkspace(workspace.slug)
  }, [workspace])

  if (error && !me) return <Failed error={error} onRetry={() => void refetch()} />
  if (!me?.user) return <FrameSkeleton />
  if (!workspace) return <Missing>There is no such workspace, or you are not a member of it.</Missing>
  const here = { me: me.user, workspace, workspaces: me.workspaces, mailIsConfigured: me.mailIsConfigured }
  return (
    <WorkspaceProvider key={workspace.id} here={here}>
      <CrumbsProvider>
        <ActionsProvider>
          <FeedProvider>
            <Frame>{children}</Frame>
          </FeedProvider>
        </ActionsProvider>
      </CrumbsProvider>
    </WorkspaceProvider>
  )
}
