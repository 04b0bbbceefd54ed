import { z } from 'zod'
import { CompetencyView } from '@/server/domain/catalogue/competency-view'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import { RegionView } from '@/server/domain/people/regions'
import { Finding, TieredRow } from './map-row'
import { ReleaseView } from './release-view'
import { TrendView } from './trend-view'

/** A second wording on a row: accepted as the same competency of another framework, by whom and when. */
export const JoinedWording = z.object({
  competency: CompetencyView,
  /** What stands under the other wording: its importance answers, or the credential's claim. */
  brings: z.enum(['importance', 'claim']),
  by: z.string(),
  at: z.date(),
})
export type JoinedWording = z.infer<typeof JoinedWording>

/** What a reader is given of a competency map; the screen, the CSV and the JSON are this and nothing more. */
export const MapView = z.object({
  credential: CredentialView,
  occupation: z.object({ code: z.string(), title: z.string() }),
  filter: z.object({ region: RegionView.nullable(), sector: z.string().nullable() }),
  /** Scopes that groups of this map were formed in: what a filter can choose. */
  options: z.object({ regions: z.array(RegionView), sectors: z.array(z.string()) }),
  release: ReleaseView.nullable(),
  /** Until this day only some may read what is here; null where everybody may. */
  publicFrom: z.date().nullable(),
  /** The version of the method that these figures are computed with. */
  method: z.string(),
  /** Whether the credential's competencies have been entered at all. */
  described: z.boolean(),
  /** Whether the filter leaves out groups formed across regions or sectors. */
  leavesOutWider: z.boolean(),
  finding: Finding,
  /** Answers to the one overall question. */
  value: z.object({ counts: z.array(z.number().int()), employers: z.number().int() }).nullable(),
  rows: z.array(
    TieredRow.extend({
      competency: CompetencyView,
      joined: JoinedWording.nullable(),
      trend: z.object({ fit: TrendView.nullable(), importance: TrendView.nullable() }),
      /** The newest release that brought answers of this row. */
      answered: z.object({
        fit: z.number().int().nullable(),
        importance: z.number().int().nullable(),
      }),
    }),
  ),
})
export type MapView = z.infer<typeof MapView>
