'use client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Failed, Loading } from '@/app/_ui/States'
import { Editor } from '@/app/_universes/Editor'

export default function UniversePage() {
  const { universe: universeId } = useParams<{ universe: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const { data, error, refetch } = useQuery(
    useTRPC().universes.get.queryOptions({ workspaceId: workspace.id, universeId }),
  )
  useCrumbs([{ title: 'Universes', href: href('universes') }, { title: data?.name ?? 'Universe' }])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <Editor key={data.id} universe={data} /> : <Loading rows={10} />
}
