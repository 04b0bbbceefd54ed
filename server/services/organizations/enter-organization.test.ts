import { expect, test } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeOrganization,
  makeUser,
  orgContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { enterOrganization } from './enter-organization'

describeOnBothEngines('entering an organization', () => {
  test('a member gets a context with kind, level and role', async () => {
    const ctx = await orgContext({ kind: 'employer', verification: 'V2', role: 'viewer' })
    const entered = await enterOrganization(ctx, ctx.organization.slug)
    expect(entered.organization).toEqual(ctx.organization)
  })

  test('an organization one is no member of is answered like a missing one', async () => {
    const other = await makeOrganization({ kind: 'partnership' })
    const ctx = userContext(await makeUser())
    const answers = await Promise.all(
      [other.slug, 'nowhere'].map((slug) =>
        enterOrganization(ctx, slug).catch((error: unknown) => error),
      ),
    )
    expect(answers[0]).toBeInstanceOf(DomainError)
    expect(answers[0]).toEqual(answers[1])
  })
})
