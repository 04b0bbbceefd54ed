import { industries } from '@/server/db/schema/reference'
import { asReader } from '@/server/db/tenancy'
import { type IndustryIndex, indexIndustries } from '@/server/domain/catalogue/industry-index'

let held: Promise<IndustryIndex> | undefined

/** The industries, to search by words. They change with a version of the program only, so a process reads them once. */
export function industryIndex(): Promise<IndustryIndex> {
  held ??= readIndex().catch((error: unknown) => {
    held = undefined
    throw error
  })
  return held
}

async function readIndex(): Promise<IndustryIndex> {
  const { id, code, title, level } = industries
  return indexIndustries(
    await asReader((tx) => tx.select({ id, code, title, level }).from(industries)),
  )
}
