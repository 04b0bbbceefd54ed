import type { EmploymentProblem } from '@/server/domain/catalogue/employment'
import { DomainError } from '@/server/domain/errors'
import type { Context, OrgContext } from '@/server/services/context'
import { employmentDoor } from './employment-door'
import { findWaiting } from './find-waiting'
import { planEmployment } from './plan-employment'

/** What is wrong with the file that waits, to be kept beside it while it is mended. */
export async function listEmploymentProblems(
  ctx: Context | OrgContext,
): Promise<EmploymentProblem[]> {
  const { organizationId, open } = await employmentDoor(ctx, 'edit')
  return open(async (tx) => {
    const file = await findWaiting(tx, organizationId)
    if (!file) throw new DomainError('not_found', 'employment.fileGone')
    return (await planEmployment(tx, organizationId, file)).problems
  })
}
