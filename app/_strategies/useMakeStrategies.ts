import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { useSay } from '../_ui/Toasts'
import type { GivenFile } from './readFiles'

/** Makes strategies of what files hold: one opens, several are listed. */
export function useMakeStrategies() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const create = useMutation(trpc.strategies.create.mutationOptions())
  return async (given: readonly GivenFile[]) => {
    const made: string[] = []
    for (const { fileName, file } of given) {
      try {
        const { strategyId } = await create.mutateAsync({ workspaceId: workspace.id, ...file })
        made.push(strategyId)
      } catch (error) {
        say.failed(`${fileName} is not imported`, error)
      }
    }
    if (made.length === 0) return
    await queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() })
    if (made.length > 1) say.done(`${made.length} strategies imported`, 'They stand first in the list.')
    else router.push(href(`strategies/${made[0]}`))
  }
}
