import type { MyWorkspace } from '../_session/useMe'

export type Role = MyWorkspace['role']

/** Smallest first, with what each may do in a few words. */
export const ROLES: readonly { readonly role: Role; readonly may: string }[] = [
  { role: 'viewer', may: 'sees everything, changes nothing' },
  { role: 'member', may: 'edits and runs strategies and screens' },
  { role: 'admin', may: 'also manages people and API keys' },
  { role: 'owner', may: 'also deletes the workspace' },
]
