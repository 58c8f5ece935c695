import { expect, test } from 'vitest'
import { Role } from '@/server/generated/prisma/enums'
import {
  actionsOf,
  isAllowed,
  isClosedToGuests,
  mayHandle,
  type Permission,
  permissionsOf,
} from '@/server/workspaces/roles'

const everything = Object.entries(actionsOf).flatMap(([subject, actions]) =>
  actions.map(action => `${subject}:${action}` as Permission),
)

/** The lowest role that may; written out so that a change of the table is a change here too. */
const lowest: Record<Permission, Role> = {
  'workspace:read': 'viewer',
  'workspace:edit': 'admin',
  'workspace:remove': 'owner',
  'members:read': 'viewer',
  'members:edit': 'admin',
  'apiKeys:read': 'admin',
  'apiKeys:edit': 'admin',
  'audit:read': 'admin',
  'strategy:read': 'viewer',
  'strategy:edit': 'member',
  'strategy:run': 'member',
  'strategy:share': 'admin',
  'strategy:deploy': 'admin',
  'screen:read': 'viewer',
  'screen:edit': 'member',
  'screen:run': 'member',
  'job:read': 'viewer',
  'job:cancel': 'member',
  'market:read': 'viewer',
  'market:edit': 'member',
  'universe:read': 'viewer',
  'universe:edit': 'member',
}
const order: readonly Role[] = ['viewer', 'member', 'admin', 'owner']

test.each(everything)('%s is for its lowest role and those above', permission => {
  const allowed = order.filter(role => isAllowed(role, permission))
  expect(allowed).toEqual(order.slice(order.indexOf(lowest[permission])))
})

test('every permission and role is in the table', () => {
  expect(Object.keys(lowest).sort()).toEqual([...everything].sort())
  expect(Object.keys(permissionsOf).sort()).toEqual(Object.values(Role).sort())
})

test('nobody handles a role above their own', () => {
  expect(mayHandle('admin', 'owner')).toBe(false)
  expect(mayHandle('admin', 'admin')).toBe(true)
  expect(mayHandle('owner', 'owner')).toBe(true)
})

test('a guest brings nobody in, though they own their workspace', () => {
  expect(isAllowed('owner', 'members:edit')).toBe(true)
  expect(isClosedToGuests('members:edit')).toBe(true)
  expect(isClosedToGuests('strategy:edit')).toBe(false)
})
