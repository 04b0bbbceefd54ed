import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import {
  alignments,
  competencyAssociations,
  externalIdentifiers,
} from '@/server/db/schema/frameworks'
import { auditEvents } from '@/server/db/schema/organizations'
import { asReader, asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { makeFramework, type TestFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext, tenant } from '@/server/testing/organizations-factory'
import { decideAlignment } from './decide-alignment'
import { listAlignments } from './list-alignments'
import { readOverview } from './read-overview'
import { suggestAlignments } from './suggest-alignments'
import { undoAlignment } from './undo-alignment'

describeOnBothEngines('alignments between frameworks', () => {
  let ctx: OrgContext
  let other: OrgContext
  let job: TestFramework
  let school: TestFramework
  let draft: TestFramework

  const idOf = (framework: TestFramework, label: string) =>
    framework.competencies.find((competency) => competency.label === label)?.id ?? ''
  const slugOf = (framework: TestFramework) => `framework-${framework.id.slice(0, 8)}`
  const desk = (as: OrgContext, label?: string, to: TestFramework | null = school) =>
    suggestAlignments(as, {
      from: slugOf(job),
      to: to && slugOf(to),
      ...(label ? { competencyId: idOf(job, label) } : {}),
    })
  const accept = (
    as: OrgContext,
    fromId: string,
    toId: string,
    kind: 'exact' | 'broad' = 'exact',
  ) => decideAlignment(as, { fromId, decisions: [{ toId, verdict: 'accept', kind }] })
  const listed = (as: OrgContext) => listAlignments(as, { state: 'all', page: 1 })

  beforeAll(async () => {
    ctx = await orgContext({ kind: 'partnership', verification: 'V2' })
    other = await orgContext({ kind: 'provider' })
    job = await makeFramework({
      organizationId: ctx.organization.id,
      name: 'The job',
      labels: ['Read technical drawings', 'Diagnosing sensor faults', 'Bake bread'],
    })
    school = await makeFramework({
      organizationId: other.organization.id,
      name: 'The school',
      labels: [
        'Reading of technical drawings',
        'Draw by hand',
        'Diagnose a fault in sensors and drives',
        'Fault reports',
        'Reads aloud',
        'Technical English',
        'Give a lecture',
      ],
    })
    draft = await makeFramework({
      organizationId: other.organization.id,
      state: 'draft',
      labels: ['Diagnosing sensor faults'],
    })
  })

  it('are suggested by their letters where no space parts their words', async () => {
    const from = await makeFramework({
      organizationId: ctx.organization.id,
      labels: ['识别工业控制系统', 'ตรวจสอบคุณภาพการเชื่อม'],
    })
    const to = await makeFramework({
      organizationId: other.organization.id,
      labels: ['编写报告', '维护工业控制设备', 'รายงานคุณภาพการเชื่อม', '设计产品'],
    })
    const suggested = async (label: string) => {
      const { suggestions } = await suggestAlignments(ctx, {
        ...{ from: slugOf(from), to: slugOf(to), competencyId: idOf(from, label) },
      })
      return suggestions[0]
    }
    expect((await suggested('识别工业控制系统'))?.competency.label).toBe('维护工业控制设备')
    expect((await suggested('ตรวจสอบคุณภาพการเชื่อม'))?.competency.label).toBe('รายงานคุณภาพการเชื่อม')
  })

  it('are suggested by their stems, three at most, each with the words that matched', async () => {
    const found = await desk(ctx, 'Read technical drawings')
    expect(found.competency?.label).toBe('Read technical drawings')
    expect(found.suggestions).toHaveLength(3)
    const [best] = found.suggestions
    expect(best?.competency.label).toBe('Reading of technical drawings')
    expect([...(best?.words ?? [])].sort()).toContain('drawings')
    expect(best?.words).toContain('reading')
    expect(best?.label.filter((passage) => passage.marked).map((passage) => passage.text)).toEqual([
      'Reading',
      'technical',
      'drawings',
    ])
    expect(best?.claimedBy).toBeNull()
  })

  it('say when no word is shared, and where one stands among all', async () => {
    const found = await desk(ctx, 'Bake bread')
    expect(found.suggestions.every((each) => !each.words.includes('bread'))).toBe(true)
    expect([found.total, found.position, found.decided]).toEqual([3, 3, 0])
    expect(found.nextId).toBeNull()
  })

  it('can be looked for in every published framework, never in a foreign draft', async () => {
    const all = await desk(ctx, 'Diagnosing sensor faults', null)
    expect(all.to).toBeNull()
    const ids = all.suggestions.map((each) => each.competency.id)
    expect(ids).toContain(idOf(school, 'Diagnose a fault in sensors and drives'))
    expect(ids).not.toContain(idOf(draft, 'Diagnosing sensor faults'))
    await expect(desk(ctx, undefined, draft)).rejects.toMatchObject({ code: 'not_found' })
    const own = await desk(other, 'Diagnosing sensor faults', draft)
    expect(own.suggestions[0]?.kind).toBe('exact')
  })

  it('are kept when accepted or rejected, changed in place from either end, and undone', async () => {
    const a = idOf(job, 'Read technical drawings')
    const b = idOf(school, 'Reading of technical drawings')
    const c = idOf(school, 'Draw by hand')
    const { ids } = await accept(ctx, a, b, 'broad')
    await decideAlignment(ctx, { fromId: a, decisions: [{ toId: c, verdict: 'reject' }] })
    const mill = await makeFramework({
      organizationId: ctx.organization.id,
      labels: ['Weave cloth'],
    })
    const elsewhere = await accept(ctx, a, idOf(mill, 'Weave cloth'))
    const shown = async (to: TestFramework | null) => {
      const { suggestions, others } = await desk(ctx, 'Read technical drawings', to)
      return [...suggestions, ...others].map(({ competency }) => competency.label).sort()
    }
    // Each once, what was decided as well; what stands elsewhere only where one looks everywhere.
    expect(new Set(await shown(school)).size).toBe((await shown(school)).length)
    expect(await shown(school)).not.toContain('Weave cloth')
    expect(await shown(null)).toContain('Weave cloth')
    await undoAlignment(ctx, elsewhere)
    const found = await desk(ctx)
    expect(found.decided).toBe(1)
    expect(found.competency?.label).toBe('Diagnosing sensor faults')
    const again = await desk(ctx, 'Read technical drawings')
    expect(again.suggestions[0]?.decision).toMatchObject({ id: ids[0], kind: 'broad' })
    expect((await accept(ctx, b, a, 'broad')).ids).toEqual(ids)
    const list = await listed(ctx)
    expect(list.items.map((row) => [row.to.label, row.kind])).toEqual(
      expect.arrayContaining([
        ['Reading of technical drawings', 'narrow'],
        ['Draw by hand', null],
      ]),
    )
    expect(list.total).toBe(2)
    const overview = await readOverview(ctx)
    expect(overview.pairs).toMatchObject([{ accepted: 1, rejected: 1 }])
    expect(overview.confirmed).toBe(true)
    expect(await undoAlignment(ctx, { ids })).toEqual({ undone: 1 })
    expect((await listed(ctx)).total).toBe(1)
    await undoAlignment(ctx, { ids: (await listed(ctx)).items.map((row) => row.id) })
    expect((await desk(ctx)).decided).toBe(0)
  })

  it('leave a trace of who decided what', async () => {
    const { ids } = await accept(
      ctx,
      idOf(job, 'Read technical drawings'),
      idOf(school, 'Reading of technical drawings'),
    )
    await undoAlignment(ctx, { ids })
    const verbs = await asTenant(ctx, (tx) =>
      tx
        .select({ verb: auditEvents.verb, actor: auditEvents.actorId })
        .from(auditEvents)
        .where(eq(auditEvents.targetId, ids[0] ?? '')),
    )
    expect(verbs.map((event) => event.verb).sort()).toEqual(['alignment.accept', 'alignment.undo'])
    expect(verbs.every((event) => event.actor === ctx.actor.userId)).toBe(true)
  })

  it('claimed by a framework’s own document come first, and are suggestions all the same', async () => {
    const { organization } = other
    await asTenant(tenant(organization.id), async (tx) => {
      await tx.insert(competencyAssociations).values({
        id: randomUUID(),
        frameworkId: school.id,
        organizationId: organization.id,
        type: 'broadAlignment',
        fromCompetencyId: idOf(school, 'Give a lecture'),
        toUri: 'https://frameworks.example/items/77777777-0000-4000-8000-000000000001',
        position: 1,
      })
    })
    await asTenant(ctx, async (tx) => {
      await tx.insert(externalIdentifiers).values({
        organizationId: ctx.organization.id,
        entityKind: 'competency',
        entityId: idOf(job, 'Bake bread'),
        frameworkId: job.id,
        scheme: 'case_uri',
        value: 'https://frameworks.example/items/77777777-0000-4000-8000-000000000001',
      })
    })
    const [first] = (await desk(ctx, 'Bake bread')).suggestions
    expect(first).toMatchObject({
      competency: { label: 'Give a lecture' },
      claimedBy: 'The school',
      kind: 'narrow',
      decision: null,
    })
    expect((await listed(ctx)).total).toBe(0)
    const bakery = await makeFramework({
      organizationId: ctx.organization.id,
      labels: ['Bake cakes', 'Bake buns', 'Bake pies'],
    })
    expect((await desk(ctx, 'Bake bread', bakery)).suggestions).toHaveLength(3)
  })

  it('refuse a viewer, an employer, one framework twice, and what is not there', async () => {
    const viewer = await orgContext({ kind: 'partnership', role: 'viewer' })
    const employer = await orgContext({ kind: 'employer' })
    const a = idOf(job, 'Bake bread')
    const b = idOf(school, 'Give a lecture')
    await expect(accept(viewer, a, b)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(undoAlignment(viewer, { ids: [randomUUID()] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(desk(employer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(accept(employer, a, b)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(accept(ctx, a, idOf(job, 'Read technical drawings'))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(accept(ctx, a, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    await expect(desk(ctx, undefined, job)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('of another organization cannot be undone, listed or reached by a foreign draft', async () => {
    const a = idOf(job, 'Bake bread')
    const { ids } = await accept(ctx, a, idOf(school, 'Give a lecture'))
    await expect(undoAlignment(other, { ids })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listAlignments(other, { state: 'all', ids, page: 1 })).items).toEqual([])
    await expect(accept(ctx, a, draft.competencies[0]?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    await undoAlignment(ctx, { ids })
  })

  it('say to readers which organization decided, never which person', async () => {
    await expect(
      asReader((tx) => tx.select({ by: alignments.decidedBy }).from(alignments)),
    ).rejects.toThrow()
  })
})
