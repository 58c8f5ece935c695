'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useParams, useRouter } from 'next/navigation'
import { useMe } from '@/app/_session/useMe'
import { useTRPC } from '@/app/_trpc/client'
import { Button, buttonClass } from '@/app/_ui/Button'
import { explain } from '@/app/_ui/problem'
import { Failed, Loading } from '@/app/_ui/States'

const OVER: Readonly<Record<string, string>> = {
  accepted: 'This invitation was accepted already.',
  cancelled: 'This invitation was withdrawn. Ask for a new one.',
  expired: 'This invitation has expired. Ask for a new one.',
}

export default function InvitePage() {
  const { invitation: invitationId } = useParams<{ invitation: string }>()
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const me = useMe().data
  const { data: invitation, error } = useQuery(trpc.invitations.show.queryOptions({ invitationId }))
  const accept = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: async ({ slug }) => {
        await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
        router.push(`/w/${slug}/screens`)
      },
    }),
  )
  if (error) return <Failed error={error} />
  if (!invitation || !me) return <Loading rows={3} />
  const over = OVER[invitation.state]
  const here = `/invite/${invitationId}`
  const signedIn = me.user && !me.user.isGuest
  return (
    <>
      <h1 className="text-[17px] font-semibold">Join {invitation.workspaceName}</h1>
      <p className="mt-1 mb-4 text-soft">
        {invitation.inviterName} invites {invitation.email} as {invitation.role}.
      </p>
      {over ? (
        <p className="text-warn">{over}</p>
      ) : signedIn ? (
        <div className="flex flex-col gap-3">
          {accept.error && (
            <p role="alert" className="text-bad">
              {explain(accept.error).sentence}
            </p>
          )}
          <Button
            look="primary"
            className="h-9"
            busy={accept.isPending}
            onClick={() => accept.mutate({ invitationId })}
          >
            Accept as {me.user?.name}
          </Button>
        </div>
      ) : (
        <div className="flex flex-col gap-2">
          <Link href={`/sign-up?to=${encodeURIComponent(here)}`} className={buttonClass('primary', 'h-9')}>
            Create an account to join
          </Link>
          <Link href={`/sign-in?to=${encodeURIComponent(here)}`} className={buttonClass('plain', 'h-9')}>
            I have an account
          </Link>
        </div>
      )}
    </>
  )
}
