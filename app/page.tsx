'use client'
// The front door. Nobody has to sign up to see something: who is new becomes a guest with a workspace of their own.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { FrameSkeleton } from './_frame/FrameSkeleton'
import { signInAsGuest } from './_session/auth'
import { lastWorkspace } from './_session/lastWorkspace'
import { useTRPC, useTRPCClient } from './_trpc/client'
import { Failed } from './_ui/States'

export default function FrontDoor() {
  const [error, setError] = useState<unknown>(null)
  const [tries, setTries] = useState(0)
  const enter = useEnter()
  useEffect(() => {
    enter().catch(setError)
  }, [enter, tries])
  if (error)
    return (
      <Failed
        error={error}
        onRetry={() => {
          setError(null)
          setTries(tries + 1)
        }}
      />
    )
  return <FrameSkeleton />
}

function useEnter(): () => Promise<void> {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const [enter] = useState(() => {
    // One visit, one guest: React may run effects twice in development.
    let entering: Promise<void> | null = null
    const go = async () => {
      let me = await client.session.me.query()
      if (!me.user) {
        await signInAsGuest()
        me = await client.session.me.query()
      }
      queries.setQueryData(trpc.session.me.queryKey(), me)
      const last = lastWorkspace()
      const known = me.workspaces.find(({ slug }) => slug === last) ?? me.workspaces[0]
      // Somebody who left their last workspace, or came by a provider: they start with one of their own.
      const workspace =
        known ?? (await client.workspaces.create.mutate({ name: `${me.user?.name ?? 'My'} desk` }))
      if (!known) await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
      const screens = await client.screens.list.query({ workspaceId: workspace.id })
      const first = screens[0]
      router.replace(first ? `/w/${workspace.slug}/screens/${first.id}` : `/w/${workspace.slug}/strategies`)
    }
    return () => {
      entering ??= go().finally(() => {
        entering = null
      })
      return entering
    }
  })
  return enter
}
