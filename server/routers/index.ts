import { alignmentsRouter } from './alignments'
import { claimsRouter } from './claims'
import { coverageRouter } from './coverage'
import { credentialsRouter } from './credentials'
import { cyclesRouter } from './cycles'
import { decisionsRouter } from './decisions'
import { demoRouter } from './demo'
import { employerListsRouter } from './employer-lists'
import { employersRouter } from './employers'
import { employmentRouter } from './employment'
import { frameworksRouter } from './frameworks'
import { importsRouter } from './imports'
import { industriesRouter } from './industries'
import { integrityRouter } from './integrity'
import { mapsRouter } from './maps'
import { occupationsRouter } from './occupations'
import { operatorRouter } from './operator'
import { organizationsRouter } from './organizations'
import { ratingsRouter } from './ratings'
import { regionsRouter } from './regions'
import { releasesRouter } from './releases'
import { repliesRouter } from './replies'
import { reportsRouter } from './reports'
import { requestsRouter } from './requests'
import { requirementsRouter } from './requirements'
import { searchRouter } from './search'
import { sessionsRouter } from './sessions'
import { summariesRouter } from './summaries'
import { createCallerFactory, router } from './trpc'

export const appRouter = router({
  alignments: alignmentsRouter,
  regions: regionsRouter,
  employerLists: employerListsRouter,
  employers: employersRouter,
  employment: employmentRouter,
  sessions: sessionsRouter,
  releases: releasesRouter,
  replies: repliesRouter,
  reports: reportsRouter,
  requests: requestsRouter,
  claims: claimsRouter,
  coverage: coverageRouter,
  credentials: credentialsRouter,
  cycles: cyclesRouter,
  decisions: decisionsRouter,
  demo: demoRouter,
  frameworks: frameworksRouter,
  imports: importsRouter,
  industries: industriesRouter,
  integrity: integrityRouter,
  maps: mapsRouter,
  occupations: occupationsRouter,
  operator: operatorRouter,
  organizations: organizationsRouter,
  ratings: ratingsRouter,
  requirements: requirementsRouter,
  search: searchRouter,
  summaries: summariesRouter,
})

export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
