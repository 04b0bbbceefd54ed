import { z } from 'zod'
import { CredentialRecord, CredentialRow } from '@/server/domain/catalogue/credential-record'
import { CredentialClaim, CredentialDetails } from '@/server/domain/catalogue/credentials'
import { publicationStates } from '@/server/domain/catalogue/publication'
import { addClaim, removeClaim } from '@/server/services/credentials/change-claims'
import { listCredentials } from '@/server/services/credentials/list-credentials'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { readCredential } from '@/server/services/credentials/read-credential'
import { createCredential, editCredential } from '@/server/services/credentials/save-credential'
import { SetClaims, setClaims } from '@/server/services/credentials/set-claims'
import { orgProcedure, router } from './trpc'

const Slug = z.object({ slug: z.string().min(1).max(120) })

export const credentialsRouter = router({
  list: orgProcedure.output(z.array(CredentialRow)).query(({ ctx }) => listCredentials(ctx.org)),

  read: orgProcedure
    .input(Slug)
    .output(CredentialRecord)
    .query(({ ctx, input }) => readCredential(ctx.org, input)),

  create: orgProcedure
    .input(z.object({ details: CredentialDetails }))
    .output(z.object({ slug: z.string() }))
    .mutation(({ ctx, input }) => createCredential(ctx.org, input.details)),

  edit: orgProcedure
    .input(Slug.extend({ details: CredentialDetails }))
    .output(z.void())
    .mutation(({ ctx, input }) => editCredential(ctx.org, input)),

  publish: orgProcedure
    .input(Slug.extend({ state: z.enum(publicationStates) }))
    .output(z.void())
    .mutation(({ ctx, input }) => publishCredential(ctx.org, input)),

  addClaim: orgProcedure
    .input(Slug.extend({ claim: CredentialClaim }))
    .output(z.void())
    .mutation(({ ctx, input }) => addClaim(ctx.org, input)),

  setClaims: orgProcedure
    .input(z.object({ said: SetClaims }))
    .output(z.object({ added: z.number().int(), removed: z.number().int() }))
    .mutation(({ ctx, input }) => setClaims(ctx.org, input.said)),

  removeClaim: orgProcedure
    .input(Slug.extend({ claimId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeClaim(ctx.org, input)),
})
