import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { employerProposals, organizations } from '@/server/db/schema/organizations'
import { asOperator, asTenant } from '@/server/db/tenancy'
import type { AddressRow } from '@/server/domain/people/address-lists'
import { makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { addAddressList } from './add-address-list'
import { keepAddressList } from './keep-address-list'
import { readAddressList } from './read-address-list'
import { readCycle } from './read-cycle'
import { type SaveAddressRows, saveAddressRows } from './save-address-rows'

const lorain = 'us-39093'
const shops = 'naics2017:332710'

/** A list that waits for a draft of a college in Lorain County. */
async function waiting(text: string) {
  const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
  await asOperator((tx) =>
    tx
      .update(organizations)
      .set({ countyId: lorain })
      .where(eq(organizations.id, ctx.organization.id)),
  )
  const cycle = await makeCycle({ ctx })
  const { id } = await keepAddressList(ctx, { cycleId: cycle.id, text })
  const list = { cycleId: cycle.id, id }
  return {
    ...{ cycle, ctx, list },
    read: async () => (await readAddressList(ctx, list)).table.rows,
    save: async (...rows: SaveAddressRows['rows']) =>
      (await saveAddressRows(ctx, { ...list, rows })).rows,
  }
}

function brief({ email, name, employer, county, industry, problem }: AddressRow) {
  return [email, name, employer, county.text, industry.text, problem]
}

describeOnBothEngines('a list as a table', () => {
  it('has one row an address, a bad one quoted alone, which can be set right in its cell', async () => {
    const tag = randomUUID().slice(0, 8)
    const { read, save, list, ctx } = await waiting(
      [
        'Email,Employer,Contact name',
        `ann@keel-${tag}.example,,"Smith, Bob"`,
        'bo@,Tide Works,Bo',
      ].join('\n'),
    )
    const rows = await read()
    expect(rows.map(brief)).toEqual([
      [
        `ann@keel-${tag}.example`,
        'Bob Smith',
        `keel-${tag}.example`,
        'Lorain County, Ohio',
        '',
        null,
      ],
      ['bo@', 'Bo', 'Tide Works', '', '', 'not_an_address'],
    ])
    const [, bad] = rows
    const mended = await save({ key: bad?.key ?? '', email: `Bo@Tide-${tag}.example` })
    expect(mended.map(({ problem }) => problem)).toEqual([null, null])
    expect(mended[1]).toMatchObject({ employer: 'Tide Works', confirmed: false, how: 'new' })
    expect(await addAddressList(ctx, list)).toEqual({ added: 2, refused: 0 })
  })

  it('asks for the employer of an address at a mail service in its cell', async () => {
    const { read, save } = await waiting('pat@gmail.com\nlee@gmail.com')
    const [pat, lee] = await read()
    expect([pat?.problem, lee?.problem]).toEqual(['no_employer', 'no_employer'])
    const rows = await save({ key: 'pat@gmail.com', employer: '  Keel   Marine ' })
    expect(rows[0]).toMatchObject({ employer: 'Keel Marine', problem: null, how: 'new' })
    expect(rows[1]).toMatchObject({ employer: '', problem: 'no_employer' })
  })

  it('takes a row out and in again, and another that was its double takes its place', async () => {
    const tag = randomUUID().slice(0, 8)
    const email = `ann@keel-${tag}.example`
    const { read, save, ctx, list } = await waiting(`${email}\n${email}\nbo@keel-${tag}.example`)
    const [first, second] = await read()
    expect(second).toMatchObject({ problem: 'duplicate', firstLine: 1 })
    const out = await save({ key: first?.key ?? '', out: true })
    expect(out.map(({ out, problem }) => [out, problem])).toEqual([
      ...[
        [true, null],
        [false, null],
        [false, null],
      ],
    ])
    await save({ key: second?.key ?? '', out: true })
    expect(await addAddressList(ctx, list)).toEqual({ added: 1, refused: 0 })
  })

  it('proposes a county by record, earlier proposal, list, then the asker’s own, and an industry alike', async () => {
    const tag = randomUUID().slice(0, 8)
    const confirmed = await makeOrganization({
      ...{ kind: 'employer', verification: 'V2', domain: `dane-${tag}.example` },
      ...{ countyId: 'us-55025', industryId: shops },
    })
    const text = [
      'Email,County,Industry',
      `a@dane-${tag}.example,Lorain,332710`,
      `b@medina-${tag}.example,Medina,NAICS 332710`,
      `c@own-${tag}.example,,`,
      `d@several-${tag}.example,Polk,company of sorts`,
    ].join('\n')
    const { read, save, cycle, list, ctx } = await waiting(text)
    expect(
      (await read()).map(({ county, industry }) => [county.text, county.from, industry.text]),
    ).toEqual([
      ['Dane County, Wisconsin', 'record', '332710 Machine Shops'],
      ['Medina County, Ohio', 'list', '332710 Machine Shops'],
      ['Lorain County, Ohio', 'asker', ''],
      ['Polk', 'list', 'company of sorts'],
    ])
    const [own, , , polk] = await read()
    expect(polk?.county).toMatchObject({ problem: 'several' })
    expect(polk?.county.several).toContain('Wisconsin')
    expect(polk?.industry).toMatchObject({ problem: 'several' })
    const key = (word: string) => `${word}-${tag}.example`
    const rows = await save(
      { key: own?.key ?? '', county: 'Lorain', industry: '111110' },
      { key: `c@${key('own')}`, county: 'erie county oh', industry: 'machine shop' },
      { key: `d@${key('several')}`, county: 'Polk, WI', industry: '' },
    )
    expect(rows.map(({ county, industry }) => [county.text, county.from, industry.text])).toEqual([
      ['Dane County, Wisconsin', 'record', '332710 Machine Shops'],
      ['Medina County, Ohio', 'list', '332710 Machine Shops'],
      ['Erie County, Ohio', 'typed', '332710 Machine Shops'],
      ['Polk County, Wisconsin', 'typed', ''],
    ])
    await addAddressList(ctx, list)
    const kept = await proposalsOf(cycle)
    expect(kept).toEqual([
      [`medina-${tag}.example`, 'us-39103', shops],
      [`own-${tag}.example`, 'us-39043', shops],
      [`several-${tag}.example`, 'us-55095', null],
    ])
    expect(await recordOf(confirmed.id)).toMatchObject({ countyId: 'us-55025', industryId: shops })
    const again = await keepAddressList(ctx, {
      cycleId: cycle.id,
      text: `e@own-${tag}.example,Own ${tag}`,
    })
    const view = await readAddressList(ctx, { cycleId: cycle.id, id: again.id })
    expect(view.table.rows[0]).toMatchObject({
      county: { text: 'Erie County, Ohio', from: 'proposal' },
    })
  })

  it('says a county of an employer in all of its rows, and loses none that is typed', async () => {
    const tag = randomUUID().slice(0, 8)
    const { save, read } = await waiting(
      `a@keel-${tag}.example\nb@keel-${tag}.example\nc@tide-${tag}.example`,
    )
    const [first] = await read()
    const rows = await save({ key: first?.key ?? '', county: 'nowhere at all', industry: '332710' })
    expect(
      rows.map(({ county, industry }) => [county.text, county.problem, industry.text]),
    ).toEqual([
      ['nowhere at all', 'unknown', '332710 Machine Shops'],
      ['nowhere at all', 'unknown', '332710 Machine Shops'],
      ['Lorain County, Ohio', null, ''],
    ])
    const renamed = await save({ key: first?.key ?? '', employer: 'Keel Marine', county: 'Medina' })
    expect(renamed.map(({ employer, county }) => [employer, county.text])).toEqual([
      ['Keel Marine', 'Medina County, Ohio'],
      ['Keel Marine', 'Medina County, Ohio'],
      [`tide-${tag}.example`, 'Lorain County, Ohio'],
    ])
  })

  it('moves the forecast with each row that changes', async () => {
    const tag = randomUUID().slice(0, 8)
    const confirmed: string[] = []
    for (let at = 0; at < 8; at += 1) {
      const domain = `yard-${at}-${tag}.example`
      await makeOrganization({ kind: 'employer', verification: 'V2', domain, countyId: lorain })
      confirmed.push(`hr@${domain}`)
    }
    const named = Array.from({ length: 4 }, (_, at) => `hr@new-${at}-${tag}.example`)
    const { ctx, list, save } = await waiting([...confirmed, ...named].join('\n'))
    const both = async () => {
      const { forecast, ifConfirmed } = await readAddressList(ctx, list)
      return [forecast, ifConfirmed].map(({ confirmed, unconfirmed, likely }) => [
        ...[confirmed, unconfirmed, likely.importance, likely.fit],
      ])
    }
    expect(await both()).toEqual([
      [8, 4, 3, 0],
      [12, 0, 3, 3],
    ])
    await save({ key: confirmed[0] ?? '', out: true }, { key: named[0] ?? '', out: true })
    expect(await both()).toEqual([
      [7, 3, 0, 0],
      [10, 0, 3, 0],
    ])
    await save(...named.slice(1).map((key) => ({ key, county: 'Dane, WI' })))
    const { ifConfirmed } = await readAddressList(ctx, list)
    expect(ifConfirmed.groups).toEqual([])
    await addAddressList(ctx, list)
    const view = await readCycle(ctx, { cycleId: list.cycleId })
    expect(view.ifConfirmed).toEqual(ifConfirmed)
  })

  it('comes in pages of fifty, and says on which of them something is wrong', async () => {
    const tag = randomUUID().slice(0, 8)
    const lines = Array.from({ length: 120 }, (_, at) => `p${at}@keel-${tag}.example`)
    lines[70] = 'p70 at keel'
    const { ctx, list } = await waiting(lines.join('\n'))
    const { table } = await readAddressList(ctx, { ...list, page: 2 })
    expect(table).toMatchObject({
      ...{ page: 2, pages: 3, count: 120 },
      wrong: [{ line: 71, page: 2, quote: 'p70 at keel' }],
    })
    expect(table.rows).toHaveLength(50)
    expect((await readAddressList(ctx, { ...list, page: 99 })).table.page).toBe(3)
  })

  it('is changed by nobody else, and not after it was added', async () => {
    const { ctx, list, save } = await waiting('ann@keel-goes.example')
    const other = await makeCycle()
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    const rows = [{ key: 'ann@keel-goes.example', out: true }]
    await expect(saveAddressRows(other.ctx, { ...list, rows })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(saveAddressRows(viewer, { ...list, rows })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await save({ key: 'nobody has this', out: true })
    await addAddressList(ctx, list)
    await expect(save(...rows)).rejects.toThrow(refusal('cycles.listGone'))
  })
})

async function proposalsOf({ ctx }: TestCycle) {
  const rows = await asTenant(ctx, (tx) =>
    tx
      .select({
        domain: organizations.domain,
        county: employerProposals.countyId,
        industry: employerProposals.industryId,
      })
      .from(employerProposals)
      .innerJoin(organizations, eq(organizations.id, employerProposals.employerId))
      .orderBy(sql`split_part(${organizations.domain}, '-', 1)`),
  )
  return rows.map((row) => Object.values(row))
}

async function recordOf(id: string) {
  const [row] = await asOperator((tx) =>
    tx.select().from(organizations).where(eq(organizations.id, id)),
  )
  return row
}
