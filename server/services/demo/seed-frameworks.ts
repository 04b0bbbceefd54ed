import {
  competencies,
  competencyAssociations,
  competencyClosure,
  competencyVersions,
  frameworks,
  frameworkVersions,
} from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { CompetencyContent, FrameworkHead } from '@/server/domain/catalogue/frameworks'
import { contentHash } from '@/server/formats/content-hash'
import { CARE_FRAMEWORK } from './content/care-framework'
import type { DemoCompetency, DemoFramework, DemoGroup } from './content/framework'
import { MANUFACTURING_FRAMEWORK } from './content/manufacturing-framework'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'

/** Days before the seed's `now` that the frameworks were published. */
const published = -735

/** Writes both frameworks, published, with their groups as parents. */
export async function seedFrameworks(now: Date): Promise<void> {
  for (const framework of DEMO_FRAMEWORKS) await seedFramework(framework, demoTime(now, published))
}

export const DEMO_FRAMEWORKS = [MANUFACTURING_FRAMEWORK, CARE_FRAMEWORK] as const

/** The competency of a code; codes of the two frameworks do not overlap. */
export function demoCompetency(code: string): { competencyId: string; versionId: string } {
  return { competencyId: demoId('competency', code), versionId: demoId('competency-version', code) }
}

async function seedFramework(framework: DemoFramework, createdAt: Date): Promise<void> {
  const organizationId = demoHost(framework.owner).id
  const frameworkId = demoId('framework', framework.slug)
  const frameworkVersionId = demoId('framework-version', framework.slug)
  const items = framework.groups
    .flatMap((group) => [
      { ...groupItem(group), parent: null },
      ...group.competencies.map((competency) => ({
        ...competencyItem(competency),
        parent: groupItem(group).key,
      })),
    ])
    .map((item, position) => ({ ...item, position }))
  const owned = { frameworkId, organizationId }
  await asTenant(demoTenant(demoHost(framework.owner).slug), async (tx) => {
    await tx.insert(frameworks).values({
      id: frameworkId,
      organizationId,
      slug: framework.slug,
      state: 'published',
      name: framework.name,
      description: framework.description,
      publisher: demoHost(framework.owner).name,
      currentVersionId: frameworkVersionId,
      sample: true,
      createdAt,
      updatedAt: createdAt,
    })
    await tx.insert(frameworkVersions).values({
      ...owned,
      id: frameworkVersionId,
      no: 1,
      sourceFormat: 'csv',
      document: headOf(framework),
      createdAt,
    })
    await tx.insert(competencies).values(
      items.map((item) => ({
        ...owned,
        id: demoId('competency', item.key),
        currentVersionId: demoId('competency-version', item.key),
        position: item.position,
        createdAt,
      })),
    )
    await tx.insert(competencyVersions).values(
      items.map((item) => ({
        id: demoId('competency-version', item.key),
        competencyId: demoId('competency', item.key),
        frameworkVersionId,
        organizationId,
        no: 1,
        label: item.label,
        statement: item.statement,
        texts: { label: { en: item.label }, statement: { en: item.statement } },
        code: item.code,
        type: item.type,
        axis: item.axis,
        levels: [],
        keywords: [],
        isGroup: item.parent === null,
        textHash: contentHash(contentOf(item)),
        createdAt,
      })),
    )
    await tx.insert(competencyAssociations).values(
      items.map((item) => ({
        ...owned,
        id: demoId('association', item.key),
        type: 'isChildOf',
        fromCompetencyId: demoId('competency', item.key),
        toCompetencyId: item.parent ? demoId('competency', item.parent) : null,
        position: item.position,
      })),
    )
    await tx.insert(competencyClosure).values(
      items.flatMap((item) => {
        const descendantId = demoId('competency', item.key)
        const self = { ...owned, ancestorId: descendantId, descendantId, depth: 0 }
        if (!item.parent) return [self]
        return [self, { ...self, ancestorId: demoId('competency', item.parent), depth: 1 }]
      }),
    )
  })
}

type Item = {
  key: string
  code: string
  label: string
  statement: string
  type: DemoCompetency['type'] | null
  axis: DemoCompetency['axis'] | null
}

function groupItem(group: DemoGroup): Item {
  const { code, label } = group
  return { key: `group ${code}`, code, label, statement: label, type: null, axis: null }
}

function competencyItem(competency: DemoCompetency): Item {
  return { ...competency, key: competency.code }
}

function contentOf(item: Item): CompetencyContent {
  return {
    identifiers: [],
    statement: { en: item.statement },
    label: { en: item.label },
    codedNotation: item.code,
    listEnumeration: null,
    category: {},
    type: item.type,
    axis: item.axis,
    levels: [],
    educationLevels: [],
    notes: {},
    keywords: {},
    language: 'en',
    modifiedAt: null,
    extra: {},
  }
}

function headOf(framework: DemoFramework): FrameworkHead {
  return {
    identifiers: [],
    uri: null,
    name: { en: framework.name },
    description: { en: framework.description },
    publisher: { en: demoHost(framework.owner).name },
    creator: null,
    version: '1',
    status: 'Adopted',
    language: 'en',
    licence: null,
    subjects: [],
    sourceUrl: null,
    modifiedAt: null,
    extra: {},
  }
}
