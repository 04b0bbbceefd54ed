import { alignments } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { DEMO_ALIGNMENTS } from './content/alignments'
import { DEMO_PERSONAS } from './content/personas'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'
import { demoCompetency } from './seed-frameworks'
import type { DemoPeople } from './seed-people'

/** Days before the seed's `now` that the partnership went through the suggestions. */
const decided = -60

/** Writes the partnership's decisions about links between the two frameworks. */
export async function seedAlignments(people: DemoPeople, now: Date): Promise<void> {
  const organizationId = demoHost('partnership').id
  const person = DEMO_PERSONAS.find((persona) => persona.key === 'partnership')
  await asTenant(demoTenant(demoHost('partnership').slug), (tx) =>
    tx.insert(alignments).values(
      DEMO_ALIGNMENTS.map(({ from, to, kind, words }) => ({
        id: demoId('alignment', `${from} ${to}`),
        organizationId,
        fromCompetencyId: demoCompetency(from).competencyId,
        toCompetencyId: demoCompetency(to).competencyId,
        state: kind === null ? ('rejected' as const) : ('accepted' as const),
        kind,
        matchedWords: [...words],
        decidedBy: people.get(person?.email ?? '') ?? null,
        decidedAt: demoTime(now, decided),
      })),
    ),
  )
}
