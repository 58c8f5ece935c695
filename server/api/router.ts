// Every procedure there is. One router a subject, one line each.
import { router } from './procedures'
import { apiKeysRouter } from './routers/apiKeys'
import { auditRouter } from './routers/audit'
import { backtestsRouter } from './routers/backtests'
import { dataRouter } from './routers/data'
import { draftsRouter } from './routers/drafts'
import { importsRouter } from './routers/imports'
import { invitationsRouter } from './routers/invitations'
import { jobsRouter } from './routers/jobs'
import { machinesRouter } from './routers/machines'
import { marketRouter } from './routers/market'
import { membersRouter } from './routers/members'
import { optimiseRouter } from './routers/optimise'
import { previewsRouter } from './routers/previews'
import { screensRouter } from './routers/screens'
import { sessionRouter } from './routers/session'
import { sharedRouter } from './routers/shared'
import { strategiesRouter } from './routers/strategies'
import { universesRouter } from './routers/universes'
import { workspacesRouter } from './routers/workspaces'

export const appRouter = router({
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  backtests: backtestsRouter,
  data: dataRouter,
  drafts: draftsRouter,
  imports: importsRouter,
  invitations: invitationsRouter,
  jobs: jobsRouter,
  machines: machinesRouter,
  market: marketRouter,
  members: membersRouter,
  optimise: optimiseRouter,
  previews: previewsRouter,
  screens: screensRouter,
  session: sessionRouter,
  shared: sharedRouter,
  strategies: strategiesRouter,
  universes: universesRouter,
  workspaces: workspacesRouter,
})

export type AppRouter = typeof appRouter
