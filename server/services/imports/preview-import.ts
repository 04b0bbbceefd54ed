import { eq } from 'drizzle-orm'
import { imports } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { FrameworkPackage, Problem } from '@/server/domain/catalogue/frameworks'
import { asOwnFramework } from '@/server/services/frameworks/as-own-framework'
import { planVersion } from '@/server/services/frameworks/plan-version'
import type { ImportRecord } from './find-import'

const keptProblems = 1000

/** Works out what applying would change and keeps it with the import. */
export async function previewImport(
  tx: Transaction,
  record: Pick<ImportRecord, 'id' | 'organizationId' | 'frameworkId'>,
  read: FrameworkPackage,
): Promise<void> {
  const { organizationId, frameworkId } = record
  const { found, targetId } = await asOwnFramework(tx, organizationId, read, frameworkId)
  const { summary } = await planVersion(tx, organizationId, found, { targetId, separate: [] })
  const of = (severity: Problem['severity']) =>
    found.problems.filter((problem) => problem.severity === severity)
  const worst = [...of('error'), ...of('warning')]
  await tx
    .update(imports)
    .set({
      state: 'previewed',
      summary,
      problems: worst.slice(0, keptProblems),
      doneRows: 0,
      totalRows: summary.added + summary.changed,
    })
    .where(eq(imports.id, record.id))
}
