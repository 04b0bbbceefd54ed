import { claimLists } from '@/server/db/schema/credentials'
import { addressLists } from '@/server/db/schema/cycles'
import { employerLists } from '@/server/db/schema/employer-lists'
import { employmentFiles } from '@/server/db/schema/employment'
import { imports } from '@/server/db/schema/frameworks'
import { asIdentity } from '@/server/db/tenancy'

/**
 * Forgets files that nobody applied or stored within a week, with all that was read in them; an import stays as a line
 * that says so. Which ones is the database's rule: this door reads none of them.
 */
export async function forgetUploads(): Promise<void> {
  await asIdentity({}, async (tx) => {
    await tx.update(imports).set({
      ...{ state: 'forgotten', body: null, sheet: null, head: null, mapping: null },
      ...{ summary: null, problems: [] },
    })
    await tx.delete(employmentFiles)
    await tx.delete(addressLists)
    await tx.delete(claimLists)
    await tx.delete(employerLists)
  })
}
