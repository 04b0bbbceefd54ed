import { randomUUID } from 'node:crypto'
import { and, eq, inArray, like } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { employerLists } from '@/server/db/schema/employer-lists'
import {
  auditEvents,
  confirmations,
  employerProposals,
  organizations,
} from '@/server/db/schema/organizations'
import { regionCounties, regions } from '@/server/db/schema/reference'
import { asIdentity, asOperator, asTenant } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { refuseOrganization } from '@/server/services/organizations/refuse-organization'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import {
  makeOrganization,
  makeUser,
  orgContext,
  userContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { chooseEmployerSheet } from './choose-employer-sheet'
import { confirmEmployerList } from './confirm-employer-list'
import { countEmployerList } from './count-employer-list'
import { discardEmployerList } from './discard-employer-list'
import type { ListContext } from './employer-list-door'
import { exportLinesLeft } from './export-lines-left'
import { forgetEmployerColumns } from './forget-employer-columns'
import { keepEmployerList } from './keep-employer-list'
import { listEmployerLists } from './list-employer-lists'
import { mapEmployerList } from './map-employer-list'
import { readEmployerList } from './read-employer-list'

const [lorain, washingtonOhio] = ['us-39093', 'us-39167']

/** A confirmed partnership whose region holds these counties. */
async function partnership(counties: readonly string[] = [lorain]): Promise<OrgContext> {
  const ctx = await orgContext({ kind: 'partnership', verification: 'V2' })
  const [id, organizationId] = [`set-${randomUUID()}`, ctx.organization.id]
  await asTenant(ctx, async (tx) => {
    await tx.insert(regions).values({ id, slug: id, organizationId, kind: 'set', name: 'Around' })
    await tx
      .insert(regionCounties)
      .values(counties.map((countyId) => ({ regionId: id, organizationId, countyId })))
  })
  return ctx
}

async function operator(): Promise<ListContext> {
  const user = await makeUser({ operator: true })
  const ctx = userContext(user)
  return { ...ctx, actor: { ...ctx.actor, operator: true } }
}

const unique = () => randomUUID().slice(0, 8)

async function keep(
  ctx: ListContext,
  lines: readonly string[],
  head = 'Name,Web domain,County,NAICS',
) {
  return keepEmployerList(ctx, { text: [head, ...lines].join('\n') })
}

/** Of each line what comes of it. */
async function told(ctx: ListContext, list: { id: string }): Promise<[number, string][]> {
  const { ready, already, problems } = (await readEmployerList(ctx, list)).preview
  return [
    ...[...ready, ...already].map(({ line, outcome }): [number, string] => [line, outcome]),
    ...problems.map(({ line, reason }): [number, string] => [line, reason]),
  ].sort(([a], [b]) => a - b)
}

function recordsNamed(...names: string[]) {
  return asOperator((tx) =>
    tx.select().from(organizations).where(inArray(organizations.name, names)),
  )
}

const place = 'Lorain County,332710'

describeOnBothEngines('a list of employers', () => {
  afterEach(() => vi.restoreAllMocks())

  it('is confirmed in one press: new ones are recorded, those on record keep what they say, and others wait', async () => {
    const ctx = await partnership()
    const [a, b, c] = [unique(), unique(), unique()]
    const known = await makeOrganization({
      ...{ kind: 'employer', name: `Known ${b}`, domain: `known-${b}.example` },
      industryId: 'naics2017:62',
    })
    const already = await makeOrganization({
      ...{ kind: 'employer', name: `Already ${c}`, domain: `already-${c}.example` },
      ...{ verification: 'V2', countyId: lorain, industryId: 'naics2017:62' },
    })
    const list = await keep(ctx, [
      `"Fresh, ${a} Inc.",www.fresh-${a}.example,${place}`,
      `Known ${b} LLC,hr@known-${b}.example,${place}`,
      `Already ${c},already-${c}.example,,`,
      `Bare ${a},,${place}`,
    ])
    const { preview } = await readEmployerList(ctx, list)
    expect(preview).toMatchObject({
      counts: { fresh: 1, onRecord: 1, already: 1, noted: 0, problems: 1 },
      ready: [
        { line: 2, outcome: 'new', domain: `fresh-${a}.example`, county: 'Lorain County, Ohio' },
        { line: 3, outcome: 'on_record', record: known.name },
      ],
      already: [{ line: 4, outcome: 'already' }],
      problems: [{ line: 5, name: `Bare ${a}`, reason: 'no_domain' }],
    })
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 2, left: 1 })
    const [fresh] = await recordsNamed(`Fresh, ${a} Inc.`)
    expect(fresh).toMatchObject({
      ...{ kind: 'employer', verification: 'V2', domain: `fresh-${a}.example`, countyId: lorain },
      ...{ industryId: 'naics2017:332710', createdByOrganizationId: ctx.organization.id },
    })
    expect(await recordsNamed(known.name)).toMatchObject([
      { id: known.id, verification: 'V2', countyId: lorain, industryId: 'naics2017:62' },
    ])
    const said = await asOperator((tx) =>
      tx
        .select({ level: confirmations.level, by: confirmations.byOrganizationId })
        .from(confirmations)
        .where(inArray(confirmations.organizationId, [fresh?.id ?? '', known.id, already.id])),
    )
    const ours = { level: 'V2', by: ctx.organization.id }
    expect(said).toEqual([ours, ours])
    const audited = await asTenant(ctx, (tx) =>
      tx.select().from(auditEvents).where(eq(auditEvents.verb, 'organization.confirm')),
    )
    expect(audited.map(({ targetId }) => targetId).sort()).toEqual([fresh?.id, known.id].sort())
  })

  it('comes to the same when it is confirmed twice, or goes on after it was broken off', async () => {
    const ctx = await partnership()
    const id = unique()
    const lines = ['One', 'Two', 'Three'].map(
      (name) => `${name} ${id},${name.toLowerCase()}-${id}.example,${place}`,
    )
    const list = await keep(ctx, [...lines, `Bare ${id},,${place}`])
    const again = await keep(ctx, lines)
    const broken = await keep(ctx, lines.slice(0, 1))
    expect(await confirmEmployerList(ctx, { ...broken, note: '' })).toEqual({
      confirmed: 1,
      left: 0,
    })
    const both = await Promise.all([
      confirmEmployerList(ctx, { ...list, note: '' }),
      confirmEmployerList(ctx, { ...again, note: '' }),
    ])
    expect(both.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(2)
    expect(await told(ctx, list)).toEqual([
      [2, 'already'],
      [3, 'already'],
      [4, 'already'],
      [5, 'no_domain'],
    ])
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 0, left: 1 })
    const made = await asOperator((tx) =>
      tx
        .select()
        .from(organizations)
        .where(
          and(like(organizations.domain, `%-${id}.example`), eq(organizations.kind, 'employer')),
        ),
    )
    expect(made.map(({ verification }) => verification)).toEqual(['V2', 'V2', 'V2'])
  })

  it('is confirmed as far as a page is waited for, and goes on when it is pressed again', async () => {
    const ctx = await partnership()
    const id = unique()
    const list = await keep(ctx, [`Slow ${id},slow-${id}.example,${place}`])
    let now = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 31_000
      return now
    })
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 0, left: 1 })
    vi.restoreAllMocks()
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 1, left: 0 })
  })

  it('names industries a word may mean, and takes words that mean one', async () => {
    const ctx = await partnership()
    const id = unique()
    const list = await keep(ctx, [
      `Words ${id},words-${id}.example,Lorain,machine shop`,
      `Later ${id},later-${id}.example,Lorain,513210 - Software publishers`,
      `Two ${id},two-${id}.example,Lorain,332710; 621210`,
      `Sector ${id},sector-${id}.example,Lorain,31-33`,
    ])
    const { ready, problems } = (await readEmployerList(ctx, list)).preview
    expect(ready.map(({ line, industry }) => [line, industry])).toEqual([
      [2, 'Machine Shops'],
      [3, 'Information'],
      [5, 'Manufacturing'],
    ])
    expect(problems).toMatchObject([
      { reason: 'unclear_industry', other: 'Machine Shops (332710); Offices of Dentists (621210)' },
    ])
  })

  it('is gone when nothing of it is left, and another’s is not found', async () => {
    const [ctx, other] = [await partnership(), await partnership()]
    const id = unique()
    const list = await keep(ctx, [`Whole ${id},whole-${id}.example,${place}`])
    for (const stranger of [other, await operator()]) {
      const gone = refusal('employers.listGone')
      await expect(readEmployerList(stranger, list)).rejects.toThrow(gone)
      await expect(confirmEmployerList(stranger, { ...list, note: '' })).rejects.toThrow(gone)
      await discardEmployerList(stranger, list)
    }
    expect(await listEmployerLists(ctx)).toMatchObject([{ id: list.id, fileName: null }])
    await confirmEmployerList(ctx, { ...list, note: '' })
    expect(await listEmployerLists(ctx)).toEqual([])
    const second = await keep(ctx, [`Second ${id},second-${id}.example,${place}`])
    await discardEmployerList(ctx, second)
    expect(await listEmployerLists(ctx)).toEqual([])
    expect(await recordsNamed(`Second ${id}`)).toEqual([])
  })

  it('names each line that cannot be confirmed, with what to do', async () => {
    const ctx = await partnership([lorain, washingtonOhio])
    const id = unique()
    const isp = `isp-${id}.example`
    for (const name of ['Left', 'Right']) {
      await makeOrganization({ kind: 'employer', name: `${name} ${id}`, domain: isp })
    }
    await makeOrganization({
      ...{ kind: 'employer', name: `Linked ${id}`, domain: `plant.linked-${id}.example` },
      verification: 'V2',
    })
    const refused = await makeOrganization({
      ...{ kind: 'employer', name: `Refused ${id}`, domain: `refused-${id}.example` },
      countyId: lorain,
    })
    await refuseOrganization(ctx, { organizationId: refused.id, note: 'Not an employer.' })
    await makeOrganization({
      ...{ kind: 'employer', name: `Same ${id}`, domain: `same-${id}.example`, countyId: lorain },
    })
    const list = await keep(ctx, [
      `,noname-${id}.example,${place}`,
      `Nobodys ${id},someone@gmail.com,${place}`,
      `Suffix ${id},co.uk,${place}`,
      `No domain ${id},Main Street 5,${place}`,
      `Elsewhere ${id},elsewhere-${id}.example,"Cook County, IL",332710`,
      `Unknown ${id},unknown-${id}.example,Elyria,332710`,
      `Several ${id},several-${id}.example,Jefferson County,332710`,
      `Near ${id},near-${id}.example,Washington County,332710`,
      `Industry ${id},industry-${id}.example,Lorain County,making things`,
      `Unclear ${id},unclear-${id}.example,Lorain County,332710; 621210`,
      `Which ${id},${isp},${place}`,
      `Works ${id},linked-${id}.example,${place}`,
      `Refused ${id},refused-${id}.example,${place}`,
      `Same ${id},other-${id}.example,${place}`,
      `Twice ${id},twice-${id}.example,${place}`,
      `Twice again ${id},www.twice-${id}.example,${place}`,
    ])
    expect(await told(ctx, list)).toEqual([
      [2, 'no_name'],
      [3, 'nobodys_domain'],
      [4, 'nobodys_domain'],
      [5, 'not_a_domain'],
      [6, 'outside_region'],
      [7, 'unknown_county'],
      [8, 'several_counties'],
      [9, 'new'],
      [10, 'unknown_industry'],
      [11, 'unclear_industry'],
      [12, 'several_records'],
      [13, 'linked'],
      [14, 'turned_down'],
      [15, 'same_name'],
      [16, 'new'],
      [17, 'twice'],
    ])
    expect(await confirmEmployerList(ctx, { ...list, note: 'all the same' })).toEqual({
      ...{ confirmed: 2, left: 14 },
    })
    expect(await recordsNamed(`Works ${id}`, `Elsewhere ${id}`)).toEqual([])
  })

  it('draws nobody into the region of who brings it that those who asked believe elsewhere', async () => {
    const ctx = await partnership()
    const id = unique()
    const [theirs, drafted] = await Promise.all(
      ['Theirs', 'Drafted'].map((name) =>
        makeOrganization({
          ...{
            kind: 'employer',
            name: `${name} ${id}`,
            domain: `${name.toLowerCase()}-${id}.example`,
          },
        }),
      ),
    )
    const asker = await orgContext({ kind: 'provider', verification: 'V1' })
    await asTenant(asker, (tx) =>
      tx.insert(employerProposals).values([
        {
          ...{ organizationId: asker.organization.id, employerId: theirs?.id ?? '' },
          ...{ countyId: washingtonOhio, askedAt: new Date() },
        },
        {
          ...{ organizationId: asker.organization.id, employerId: drafted?.id ?? '' },
          countyId: washingtonOhio,
        },
      ]),
    )
    const list = await keep(ctx, [
      `Theirs ${id},theirs-${id}.example,${place}`,
      `Drafted ${id},drafted-${id}.example,${place}`,
    ])
    expect(await told(ctx, list)).toEqual([
      [2, 'elsewhere'],
      [3, 'on_record'],
    ])
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 1, left: 1 })
  })

  it('of the operator takes a reason for lines that need one, noted on each, and leaves them out without', async () => {
    const ctx = await operator()
    const id = unique()
    const list = await keep(ctx, [
      `Free ${id},someone@gmail.com,"Cook County, IL",621210`,
      `Plain ${id},plain-${id}.example,"Autauga, AL",62`,
    ])
    expect((await readEmployerList(ctx, list)).preview).toMatchObject({
      counts: { fresh: 2, noted: 1, problems: 0 },
      ready: [
        { needs: 'no_domain', domain: null },
        { needs: null, domain: `plain-${id}.example` },
      ],
    })
    expect(await confirmEmployerList(ctx, { ...list, note: '' })).toEqual({ confirmed: 1, left: 1 })
    expect(await told(ctx, list)).toEqual([
      [2, 'new'],
      [3, 'already'],
    ])
    const note = 'Their contract names them.'
    expect(await confirmEmployerList(ctx, { ...list, note })).toEqual({ confirmed: 1, left: 0 })
    const [free] = await recordsNamed(`Free ${id}`)
    expect(free).toMatchObject({ domain: null, verification: 'V2', createdByOrganizationId: null })
    const noted = await asOperator((tx) =>
      tx
        .select()
        .from(confirmations)
        .where(eq(confirmations.organizationId, free?.id ?? '')),
    )
    expect(noted).toMatchObject([{ level: 'V2', note, byOrganizationId: null }])
  })

  it('gives an unmanaged record the web domain and the name it lacks, and a managed one nothing', async () => {
    const ctx = await partnership()
    const id = unique()
    const bare = { kind: 'employer' as const, countyId: lorain }
    const nameless = await makeOrganization({
      ...{ kind: 'employer', name: `nameless-${id}.example`, domain: `nameless-${id}.example` },
    })
    const domainless = await makeOrganization({ ...bare, name: `Domainless ${id}` })
    const managed = await orgContext({ ...bare, name: `Managed ${id}`, claimedAt: new Date() })
    const list = await keep(ctx, [
      `Named ${id},nameless-${id}.example,${place}`,
      `Domainless ${id},domainless-${id}.example,${place}`,
      `Managed ${id},managed-${id}.example,${place}`,
    ])
    expect(await told(ctx, list)).toEqual([
      [2, 'on_record'],
      [3, 'on_record'],
      [4, 'same_name'],
    ])
    await confirmEmployerList(ctx, { ...list, note: '' })
    const records = await asOperator((tx) =>
      tx
        .select()
        .from(organizations)
        .where(inArray(organizations.id, [nameless.id, domainless.id, managed.organization.id])),
    )
    const byId = new Map(records.map((each) => [each.id, each]))
    expect(byId.get(nameless.id)).toMatchObject({ name: `Named ${id}`, verification: 'V2' })
    expect(byId.get(domainless.id)).toMatchObject({
      ...{ domain: `domainless-${id}.example`, verification: 'V2' },
    })
    expect(byId.get(managed.organization.id)).toMatchObject({ domain: null, verification: 'V0' })
  })

  it('tells and confirms the same before and after somebody there has started to answer', async () => {
    const id = unique()
    const started = { verification: 'V1' as const }
    const seen: string[] = []
    for (const about of [{}, started]) {
      const ctx = await partnership()
      const own = unique()
      const make = async (name: string, domain: string | null) => {
        const record = await makeOrganization({
          ...{ kind: 'employer', name: `${name} ${own}`, domain },
          ...about,
        })
        if (about !== started) return
        // As `proveDomain` writes it: nobody is named.
        const note = 'A rater was reached at an address of its own domain.'
        await asOperator((tx) =>
          tx
            .insert(confirmations)
            .values({ id: randomUUID(), organizationId: record.id, level: 'V1', note }),
        )
      }
      await make('Alone', `alone-${own}.example`)
      await make('One', `shared-${own}.example`)
      await make('Two', `shared-${own}.example`)
      await make('Plant', `plant.owner-${own}.example`)
      const list = await keep(ctx, [
        `Alone ${own},alone-${own}.example,${place}`,
        `Other ${own},shared-${own}.example,${place}`,
        `One ${own},shared-${own}.example,${place}`,
        `Owner ${own},owner-${own}.example,${place}`,
        `Plant ${own},plant.owner-${own}.example,Elyria,332710`,
      ])
      const before = await readEmployerList(ctx, list)
      const left = await exportLinesLeft(ctx, list)
      const came = await confirmEmployerList(ctx, { ...list, note: '' })
      const after = await readEmployerList(ctx, list)
      const all = JSON.stringify([before.preview, left, came, after.preview])
      seen.push(all.replaceAll(own, id))
    }
    expect(seen[1]).toBe(seen[0])
    expect(seen[0]).toContain('"confirmed":3')
  })

  it('is a workbook at the sheet and under the columns that are said, which are remembered', async () => {
    const ctx = await partnership()
    const id = unique()
    const rows = [
      ['Shop', 'Reach', 'Where', 'What', 'City'],
      [`Sheet ${id}`, `sheet-${id}.example`, 'Lorain', '332710', 'Elyria'],
    ]
    const bytes = makeWorkbook({
      sheets: [
        { name: 'Notes', rows: textRows([['of May']]) },
        { name: 'Members', rows: textRows(rows) },
      ],
    })
    const list = await keepEmployerList(ctx, { fileName: 'members.xlsx', bytes })
    await chooseEmployerSheet(ctx, { ...list, sheet: 1 })
    expect(await readEmployerList(ctx, list)).toMatchObject({
      ...{ fileName: 'members.xlsx', preview: { ready: [], problems: [] } },
      sheet: { asks: true, sheet: 1, fields: ['', 'domain', '', '', ''] },
    })
    const asks = refusal('employers.columnsNotNamed')
    await expect(confirmEmployerList(ctx, { ...list, note: '' })).rejects.toThrow(asks)
    const fields = ['name', 'domain', 'county', 'industry', ''] as const
    expect(await countEmployerList(ctx, { ...list, fields: ['', 'domain'] })).toBeNull()
    expect(await countEmployerList(ctx, { ...list, fields: [...fields] })).toEqual({
      ...{ fresh: 1, onRecord: 0, already: 0, noted: 0, problems: 0 },
    })
    await expect(mapEmployerList(ctx, { ...list, fields: ['domain'] })).rejects.toThrow(asks)
    await mapEmployerList(ctx, { ...list, fields: [...fields], remember: 'Our chamber' })
    expect((await readEmployerList(ctx, list)).preview).toMatchObject({
      ...{ unused: ['City'], ready: [{ line: 2, outcome: 'new' }] },
    })
    const next = await keepEmployerList(ctx, { text: rows.map((row) => row.join('\t')).join('\n') })
    const { sheet } = await readEmployerList(ctx, next)
    expect(sheet).toMatchObject({ asks: false, remembered: { name: 'Our chamber' } })
    await forgetEmployerColumns(ctx, { remembered: sheet.remembered?.id ?? '' })
    expect((await readEmployerList(ctx, next)).sheet.remembered).toBeNull()
    const third = await keepEmployerList(ctx, {
      text: rows.map((row) => row.join('\t')).join('\n'),
    })
    expect((await readEmployerList(ctx, third)).sheet.asks).toBe(true)
  })

  it('gives its lines back as they were, with what to do, and nothing a spreadsheet would run', async () => {
    const ctx = await partnership()
    const list = await keep(
      ctx,
      ['=Acme,ann@gmail.com,Lorain,332710,"a, note"', 'Beta,beta-left.example,Elyria,332710,'],
      'Company,Email,County,NAICS,Notes',
    )
    const csv = await exportLinesLeft(ctx, list)
    expect(csv.replace('\uFEFF', '').split('\r\n')).toEqual([
      'Company,Email,County,NAICS,Notes,Line,What to do',
      `'=Acme,ann@gmail.com,Lorain,332710,"a, note",2,gmail.com is nobody’s own: anybody can have an address or a page there. Add the employer’s own web domain.`,
      'Beta,beta-left.example,Elyria,332710,,3,"No county is called “Elyria”. Write it like “Lorain County, OH”; a city is not enough."',
      '',
    ])
    const good = await keep(ctx, [`Good,good-${unique()}.example,${place}`])
    expect(await exportLinesLeft(ctx, good)).toBe('')
  })

  it('keeps of mail addresses what is needed, apart from the list as it came', async () => {
    const ctx = await partnership()
    const list = await keep(ctx, ['Acme,ann.lee@acme-mail.example,Lorain,332710'])
    const [row] = await asTenant(ctx, (tx) =>
      tx
        .select({ read: employerLists.read })
        .from(employerLists)
        .where(eq(employerLists.id, list.id)),
    )
    expect(JSON.stringify(row)).not.toContain('ann.lee')
  })

  it('is forgotten after a week by a door that does not read it', async () => {
    const ctx = await partnership()
    await keep(ctx, [`Kept,kept-${unique()}.example,${place}`])
    await asIdentity({}, (tx) => tx.delete(employerLists))
    expect(await listEmployerLists(ctx)).toHaveLength(1)
  })

  it.each<
    [string, () => Promise<OrgContext>, 'site.roleForbids' | 'confirmations.confirmerUnconfirmed']
  >([
    ['a provider', () => orgContext({ kind: 'provider', verification: 'V2' }), 'site.roleForbids'],
    [
      'a viewer',
      () => orgContext({ kind: 'partnership', verification: 'V2', role: 'viewer' }),
      'site.roleForbids',
    ],
    [
      'a partnership nobody has confirmed',
      () => orgContext({ kind: 'partnership' }),
      'confirmations.confirmerUnconfirmed',
    ],
  ])('is taken from nobody who may not confirm: %s', async (_, make, key) => {
    const ctx = await make()
    await expect(keep(ctx, ['Acme,acme.example,Lorain,332710'])).rejects.toThrow(refusal(key))
    await expect(listEmployerLists(ctx)).rejects.toThrow(refusal(key))
  })

  it('is refused empty, too long, and beyond as many as may wait', async () => {
    const ctx = await partnership()
    const empty = refusal('employers.listEmpty')
    await expect(keepEmployerList(ctx, { text: ' \n' })).rejects.toThrow(empty)
    const long = 'x'.repeat(400_001)
    await expect(keepEmployerList(ctx, { text: long })).rejects.toThrow(
      refusal('employers.listTooLong'),
    )
    for (let at = 0; at < 20; at += 1) await keep(ctx, ['Acme,acme.example,Lorain,332710'])
    await expect(keep(ctx, ['Acme,acme.example,Lorain,332710'])).rejects.toThrow(
      refusal('employers.mostLists', { count: 20 }),
    )
  })
})
