// Every procedure there is. One router a subject, one line each.
import { router } from './procedures'
import { apiKeysRouter } from './routers/apiKeys'
import { auditRouter } from './routers/audit'
import { invitationsRouter } from './routers/invitations'
import { membersRouter } from './routers/members'
import { sessionRouter } from './routers/session'
import { workspacesRouter } from './routers/workspaces'

export const appRouter = router({
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  invitations: invitationsRouter,
  members: membersRouter,
  session: sessionRouter,
  workspaces: workspacesRouter,
})

export type AppRouter = typeof appRouter
