import type { MyWorkspace } from '../_session/useMe'
import type { Option } from '../_ui/Select'

export type Role = MyWorkspace['role']

/** Smallest first, with what each may do in a few words. */
export const ROLES: readonly Option<Role>[] = [
  { value: 'viewer', label: 'viewer', about: 'sees everything, changes nothing' },
  { value: 'member', label: 'member', about: 'edits and runs strategies and screens' },
  { value: 'admin', label: 'admin', about: 'also manages people and API keys' },
  { value: 'owner', label: 'owner', about: 'also deletes the workspace' },
]
