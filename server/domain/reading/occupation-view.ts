import { z } from 'zod'
import { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { MapFilter } from './map-filter'
import { MapList } from './map-list'
import { ImportanceReading } from './map-row'
import { ReleaseView } from './release-view'

export const OccupationInput = z.strictObject({ code: MapFilter.shape.occupation })

/** An occupation as everybody reads it: what employers say it needs, and the credentials that lead to it. */
export const OccupationView = z.object({
  code: z.string(),
  title: z.string(),
  alternateTitles: z.array(z.string()),
  release: ReleaseView.nullable(),
  /** The version of the method that these figures are computed with. */
  method: z.string(),
  /** Competencies with published importance, most important first; a higher tier is clearly less needed than the first of the tier before. */
  demand: z.array(
    z.object({
      competency: CompetencyView,
      importance: ImportanceReading,
      tier: z.number().int(),
    }),
  ),
  /** The first page of its maps. */
  maps: MapList,
})
export type OccupationView = z.infer<typeof OccupationView>
