import { writeEmployment } from '@/server/formats/employment'
import type { Context, OrgContext } from '@/server/services/context'
import { readEmployment } from './read-employment'

/** What is stored of the regions within reach, as the CSV it would be loaded from. */
export async function exportEmployment(ctx: Context | OrgContext): Promise<string> {
  const { stored } = await readEmployment(ctx)
  return writeEmployment(
    stored.flatMap(({ region, year, source, sectors }) =>
      sectors.map(({ sector, employment }) => ({
        ...{ region: region.slug, sector, employment },
        ...{ year, source },
      })),
    ),
  )
}
