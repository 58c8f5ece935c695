// Every procedure there is. One router a subject, one line each.
import { router } from './procedures'

export const appRouter = router({})

export type AppRouter = typeof appRouter
