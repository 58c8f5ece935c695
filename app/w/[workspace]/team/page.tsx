'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { LogOut, UserMinus, UserPlus, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked, useHere } from '@/app/_session/workspace'
import { CopyLine, InviteDialog } from '@/app/_team/InviteDialog'
import { ROLES, type Role } from '@/app/_team/roles'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Ago } from '@/app/_ui/Ago'
import { Badge } from '@/app/_ui/Badge'
import { Button, IconButton } from '@/app/_ui/Button'
import { Confirm } from '@/app/_ui/Confirm'
import { inputClass } from '@/app/_ui/Field'
import { Failed, Loading } from '@/app/_ui/States'
import { useSay } from '@/app/_ui/Toasts'

type Team = Outputs['members']['list']
type Member = Team['members'][number]

export default function TeamPage() {
  const { workspace, me } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const say = useSay()
  const blocked = useBlocked('members:edit')
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const asked = { workspaceId: workspace.id }
  const { data, error, refetch } = useQuery(trpc.members.list.queryOptions(asked))
  const renew = () => queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() })
  const failed = { onError: (problem: unknown) => say.failed('Nothing has changed', problem) }
  const setRole = useMutation(
    trpc.members.setRole.mutationOptions({ ...failed, onSuccess: renew, onSettled: renew }),
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
  const cancel = useMutation(trpc.members.cancelInvitation.mutationOptions({ ...failed, onSuccess: renew }))
  useCrumbs([{ title: 'Team' }])

  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  const isMe = (member: Member) => member.userId === me.id
  return (
    <Page
      tools={
        <>
          <span className="flex-1 text-soft">
            {data
              ? `${data.members.length} ${data.members.length === 1 ? 'person' : 'people'} in ${workspace.name}`
              : ''}
          </span>
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
      {data ? (
        <div className="mx-auto flex max-w-4xl flex-col gap-6 p-6">
          <section aria-label="Members" className="overflow-hidden rounded-lg border border-line bg-panel">
            <ul>
              {data.members.map(member => (
                <li
                  key={member.id}
                  className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
                >
                  <span
                    aria-hidden
                    className="grid size-8 place-items-center rounded-full border border-line-strong text-[12px] font-semibold text-soft"
                  >
                    {member.name.slice(0, 1).toUpperCase()}
                  </span>
                  <div className="min-w-0 flex-1">
                    <p className="truncate font-medium">
                      {member.name} {isMe(member) && <Badge>you</Badge>}
                    </p>
                    <p className="truncate text-[12px] text-faint">{me.isGuest ? 'guest' : member.email}</p>
                  </div>
                  <span className="text-[12px] text-faint">
                    joined <Ago at={member.createdAt} />
                  </span>
                  <select
                    aria-label={`Role of ${member.name}`}
                    value={member.role}
                    disabled={blocked !== null}
                    title={blocked ?? undefined}
                    onChange={event =>
                      setRole.mutate({ ...asked, memberId: member.id, role: event.target.value as Role })
                    }
                    className={inputClass('h-7 w-28!')}
                  >
                    {ROLES.map(({ role }) => (
                      <option key={role}>{role}</option>
                    ))}
                  </select>
                  <IconButton
                    label={isMe(member) ? 'Leave this workspace' : `Remove ${member.name}`}
                    blocked={isMe(member) ? (me.isGuest ? 'Guests stay in their workspace.' : null) : blocked}
                    onClick={() => setLeaving(member)}
                  >
                    {isMe(member) ? <LogOut size={14} /> : <UserMinus size={14} />}
                  </IconButton>
                </li>
              ))}
            </ul>
          </section>
          {data.invitations.length > 0 && (
            <section aria-label="Open invitations">
              <h2 className="mb-2 font-semibold">Open invitations</h2>
              <ul className="rounded-lg border border-line bg-panel">
                {data.invitations.map(invitation => (
                  <li
                    key={invitation.id}
                    className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
                  >
                    <div className="min-w-40 flex-1">
                      <p className="truncate font-medium">{invitation.email}</p>
                      <p className="text-[12px] text-faint">
                        as {invitation.role}, by {invitation.inviterName}, ends{' '}
                        <Ago at={invitation.expiresAt} />
                      </p>
                    </div>
                    <div className="w-80 max-w-full">
                      <CopyLine text={invitation.link} label={`Link for ${invitation.email}`} />
                    </div>
                    <IconButton
                      label={`Withdraw the invitation of ${invitation.email}`}
                      blocked={blocked}
                      onClick={() => cancel.mutate({ ...asked, invitationId: invitation.id })}
                    >
                      <X size={14} />
                    </IconButton>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      ) : (
        <Loading />
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <Confirm
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={leaving && isMe(leaving) ? `Leave ${workspace.name}?` : `Remove ${leaving?.name ?? ''}?`}
        about={
          leaving && isMe(leaving)
            ? 'You lose access at once. Somebody has to invite you to come back.'
            : 'They lose access at once. What they made stays.'
        }
        action={leaving && isMe(leaving) ? 'Leave' : 'Remove'}
        busy={remove.isPending || leave.isPending}
        onConfirm={() => {
          if (!leaving) return
          if (isMe(leaving)) leave.mutate(asked)
          else remove.mutate({ ...asked, memberId: leaving.id })
        }}
      />
    </Page>
  )
}
