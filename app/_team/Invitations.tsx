'use client'
import { Link2, MailPlus, X } from 'lucide-react'
import { useMemo } from 'react'
import { useBlocked } from '../_session/workspace'
import type { Outputs } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { IconButton } from '../_ui/Button'
import { Empty } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { useSay } from '../_ui/Toasts'

type Invitation = Outputs['members']['list']['invitations'][number]

interface InvitationsProps {
  readonly invitations: readonly Invitation[]
  readonly search: string
  readonly onWithdraw: (invitation: Invitation) => void
}

/** Invitations nobody has answered yet. */
export function Invitations({ invitations, search, onWithdraw }: InvitationsProps) {
  const blocked = useBlocked('members:edit')
  const say = useSay()
  const columns = useMemo(
    (): Column<Invitation>[] => [
      {
        id: 'email',
        title: 'E-mail',
        value: invitation => invitation.email,
        cell: invitation => <span className="font-medium">{invitation.email}</span>,
        width: 'minmax(200px, 2fr)',
      },
      { id: 'role', title: 'Role', value: invitation => invitation.role, width: '110px' },
      {
        id: 'by',
        title: 'Invited by',
        value: invitation => invitation.inviterName,
        width: 'minmax(120px, 1fr)',
      },
      {
        id: 'ends',
        title: 'Ends',
        value: invitation => invitation.expiresAt.getTime(),
        written: invitation => invitation.expiresAt.toISOString(),
        cell: invitation => <Ago at={invitation.expiresAt} />,
        width: '120px',
        align: 'end',
      },
      {
        id: 'tools',
        title: '',
        value: () => null,
        sortable: false,
        cell: invitation => (
          <span className="flex justify-end">
            <IconButton
              label={`Copy the link for ${invitation.email}`}
              onClick={() =>
                void navigator.clipboard.writeText(invitation.link).then(
                  () => say.done('Copied', `This link works for ${invitation.email} alone.`),
                  () => say.failed('Not copied', new Error(`Copy it yourself: ${invitation.link}`)),
                )
              }
            >
              <Link2 size={14} />
            </IconButton>
            <IconButton
              label={`Withdraw the invitation of ${invitation.email}`}
              blocked={blocked}
              onClick={() => onWithdraw(invitation)}
            >
              <X size={14} />
            </IconButton>
          </span>
        ),
        width: '88px',
      },
    ],
    [blocked, say, onWithdraw],
  )
  return (
    <Table
      label="Open invitations"
      columns={columns}
      rows={invitations}
      rowId={invitation => invitation.id}
      search={search}
      empty={
        <Empty icon={<MailPlus size={18} />} title="No open invitation">
          Invitations stay here until they are accepted, withdrawn or have ended.
        </Empty>
      }
    />
  )
}
