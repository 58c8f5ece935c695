// Who may do what in a workspace. A permission is a subject and an action; a role is a set of them.
import type { Role } from '../generated/prisma/enums'

export const actionsOf = {
  workspace: ['read', 'edit', 'remove'],
  members: ['read', 'edit'],
  apiKeys: ['read', 'edit'],
  audit: ['read'],
  strategy: ['read', 'edit', 'run', 'share', 'deploy'],
  screen: ['read', 'edit', 'run'],
  job: ['read', 'cancel'],
  market: ['read', 'edit'],
  universe: ['read', 'edit'],
} as const satisfies Record<string, readonly string[]>

export type Subject = keyof typeof actionsOf
export type ActionOn<S extends Subject> = (typeof actionsOf)[S][number]
export type Permission = { [S in Subject]: `${S}:${ActionOn<S>}` }[Subject]

const viewer = [
  'workspace:read',
  'members:read',
  'strategy:read',
  'screen:read',
  'job:read',
  'market:read',
  'universe:read',
] as const
const member = [
  ...viewer,
  'strategy:edit',
  'strategy:run',
  'screen:edit',
  'screen:run',
  'job:cancel',
  'market:edit',
  'universe:edit',
] as const
const admin = [
  ...member,
  'workspace:edit',
  'members:edit',
  'apiKeys:read',
  'apiKeys:edit',
  'audit:read',
  'strategy:share',
  'strategy:deploy',
] as const
const owner = [...admin, 'workspace:remove'] as const

/** What each role may do. Viewer ⊂ member ⊂ admin ⊂ owner. */
export const permissionsOf = { viewer, member, admin, owner } as const satisfies Record<
  Role,
  readonly Permission[]
>

/** A guest owns a demo workspace, yet brings nobody in and hands nothing out before signing up. */
const closedToGuests: ReadonlySet<Permission> = new Set([
  'members:edit',
  'apiKeys:edit',
  'strategy:share',
  'strategy:deploy',
  'workspace:remove',
])

export function permission<S extends Subject>(subject: S, action: ActionOn<S>): Permission {
  // The template type of a generic pair is not narrowed to the union by the compiler; the parameters are.
  return `${subject}:${action}` as Permission
}

export const isAllowed = (role: Role, wanted: Permission): boolean =>
  (permissionsOf[role] as readonly Permission[]).includes(wanted)

export const isClosedToGuests = (wanted: Permission): boolean => closedToGuests.has(wanted)

/** What somebody may do in a workspace, all told. */
export const permissionsFor = (role: Role, isGuest: boolean): readonly Permission[] =>
  permissionsOf[role].filter(each => !(isGuest && isClosedToGuests(each)))

const rank: Record<Role, number> = { viewer: 0, member: 1, admin: 2, owner: 3 }

/** Nobody gives, takes or changes a role above their own. */
export const mayHandle = (acting: Role, touched: Role): boolean => rank[acting] >= rank[touched]
