'use client'
import { LogOut, UserMinus } from 'lucide-react'
import { useMemo } from 'react'
import { useBlocked, useHere } from '../_session/workspace'
import type { Outputs } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge } from '../_ui/Badge'
import { IconButton } from '../_ui/Button'
import { Select } from '../_ui/Select'
import { type Column, Table } from '../_ui/Table'
import { ROLES, type Role } from './roles'

export type Member = Outputs['members']['list']['members'][number]

interface MembersProps {
  readonly members: readonly Member[]
  readonly search: string
  readonly onRole: (member: Member, role: Role) => void
  readonly onRemove: (member: Member) => void
}

export function Members({ members, search, onRole, onRemove }: MembersProps) {
  const { me } = useHere()
  const blocked = useBlocked('members:edit')
  const columns = useMemo(
    (): Column<Member>[] => [
      {
        id: 'name',
        title: 'Name',
        value: member => member.name,
        cell: member => (
          <span className="font-medium">
            {member.name} {member.userId === me.id && <Badge>you</Badge>}
          </span>
        ),
        width: 'minmax(160px, 1.4fr)',
      },
      {
        id: 'email',
        title: 'E-mail',
        value: member => (me.isGuest ? 'guest' : member.email),
        cell: member => <span className="text-soft">{me.isGuest ? 'guest' : member.email}</span>,
        width: 'minmax(180px, 2fr)',
      },
      {
        id: 'role',
        title: 'Role',
        value: member => member.role,
        cell: member =>
          blocked ? (
            <span className="text-soft" title={blocked}>
              {member.role}
            </span>
          ) : (
            <Select
              label={`Role of ${member.name}`}
              options={ROLES}
              value={member.role}
              onChange={role => onRole(member, role)}
              className="h-6! px-2!"
            />
          ),
        width: '128px',
      },
      {
        id: 'joined',
        title: 'Joined',
        value: member => member.createdAt.getTime(),
        written: member => member.createdAt.toISOString(),
        cell: member => <Ago at={member.createdAt} />,
        width: '120px',
        align: 'end',
      },
      {
        id: 'remove',
        title: '',
        value: () => null,
        sortable: false,
        cell: member => {
          const own = member.userId === me.id
          return (
            <IconButton
              label={own ? 'Leave this workspace' : `Remove ${member.name}`}
              blocked={own ? (me.isGuest ? 'Guests stay in their workspace.' : null) : blocked}
              onClick={() => onRemove(member)}
            >
              {own ? <LogOut size={14} /> : <UserMinus size={14} />}
            </IconButton>
          )
        },
        width: '56px',
      },
    ],
    [me, blocked, onRole, onRemove],
  )
  return (
    <Table
      label="Members"
      columns={columns}
      rows={members}
      rowId={member => member.id}
      search={search}
      sortBy={{ id: 'name', desc: false }}
    />
  )
}
