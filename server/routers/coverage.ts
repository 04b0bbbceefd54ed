import { CredentialCoverage, RequirementCoverage } from '@/server/domain/reading/coverage-view'
import {
  ReadCredentialCoverage,
  readCredentialCoverage,
  readRequirementCoverage,
} from '@/server/services/coverage/read-coverage'
import { ReadRequirement } from '@/server/services/requirements/read-requirement'
import { orgProcedure, router } from './trpc'

export const coverageRouter = router({
  requirement: orgProcedure
    .input(ReadRequirement)
    .output(RequirementCoverage)
    .query(({ ctx, input }) => readRequirementCoverage(ctx.org, input)),
  credential: orgProcedure
    .input(ReadCredentialCoverage)
    .output(CredentialCoverage)
    .query(({ ctx, input }) => readCredentialCoverage(ctx.org, input)),
})
