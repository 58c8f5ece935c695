'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked, useHere } from '@/app/_session/workspace'
import { Invitations } from '@/app/_team/Invitations'
import { type Member, Members } from '@/app/_team/Members'
import type { Role } from '@/app/_team/roles'
import { useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { Confirm } from '@/app/_ui/Confirm'
import { count } from '@/app/_ui/numbers'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Segments } from '@/app/_ui/Segments'
import { Failed, Loading } from '@/app/_ui/States'
import { useSay } from '@/app/_ui/Toasts'
import { whenOpen } from '@/app/_ui/whenOpen'

const InviteDialog = whenOpen(async () => (await import('@/app/_team/InviteDialog')).InviteDialog)

export default function TeamPage() {
  const { workspace, me } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const say = useSay()
  const blocked = useBlocked('members:edit')
  const [view, setView] = useState<'people' | 'invitations'>('people')
  const [search, setSearch] = useState('')
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const workspaceId = workspace.id
  const { data, error, refetch } = useQuery(trpc.members.list.queryOptions({ workspaceId }))
  const renew = () => queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() })
  const failed = { onError: (problem: unknown) => say.failed('Nothing has changed', problem) }
  const { mutate: setRole } = useMutation(
    trpc.members.setRole.mutationOptions({
      ...failed,
      onSuccess: (_, { role }) => say.done(`They are ${role} now`),
      onSettled: renew,
    }),
  )
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      ...failed,
      onSuccess: async () => {
        setLeaving(null)
        await renew()
      },
    }),
  )
  const leave = useMutation(
    trpc.members.leave.mutationOptions({
      ...failed,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
        router.push('/')
      },
    }),
  )
  const { mutate: withdraw } = useMutation(
    trpc.members.cancelInvitation.mutationOptions({ ...failed, onSuccess: renew }),
  )
  const onRole = useCallback(
    (member: Member, role: Role) => setRole({ workspaceId, memberId: member.id, role }),
    [setRole, workspaceId],
  )
  const onWithdraw = useCallback(
    ({ id }: { readonly id: string }) => withdraw({ workspaceId, invitationId: id }),
    [withdraw, workspaceId],
  )
  useCrumbs([{ title: 'Team' }])

  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  const own = leaving?.userId === me.id
  return (
    <Page
      tools={
        <>
          <Segments
            label="What to show"
            value={view}
            onChange={setView}
            options={[
              { value: 'people', label: 'People', note: data && count(data.members.length) },
              { value: 'invitations', label: 'Invitations', note: data && count(data.invitations.length) },
            ]}
          />
          <SearchBox
            label={view === 'people' ? 'Find a person' : 'Find an invitation'}
            value={search}
            onChange={setSearch}
          />
          <span className="flex-1" />
          <Button
            look="primary"
            icon={<UserPlus size={15} />}
            blocked={blocked}
            onClick={() => setInviting(true)}
          >
            Invite
          </Button>
        </>
      }
    >
      {!data ? (
        <Loading />
      ) : view === 'people' ? (
        <Members members={data.members} search={search} onRole={onRole} onRemove={setLeaving} />
      ) : (
        <Invitations invitations={data.invitations} search={search} onWithdraw={onWithdraw} />
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <Confirm
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={own ? `Leave ${workspace.name}?` : `Remove ${leaving?.name ?? ''}?`}
        about={
          own
            ? 'You lose access at once. Somebody has to invite you to come back.'
            : 'They lose access at once. What they made stays.'
        }
        action={own ? 'Leave' : 'Remove'}
        busy={remove.isPending || leave.isPending}
        onConfirm={() => {
          if (!leaving) return
          if (own) leave.mutate({ workspaceId })
          else remove.mutate({ workspaceId, memberId: leaving.id })
        }}
      />
    </Page>
  )
}
