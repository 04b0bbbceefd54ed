import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization } from '@/server/testing/organizations-factory'
import { addAddresses, previewAddresses } from '@/server/testing/pasted-addresses'
import { exportRefusedLines } from './export-refused-lines'
import { keepAddressList } from './keep-address-list'

describeOnBothEngines('a list of addresses', () => {
  it('takes two firms at one domain as the two that they are, and says what is shared and what is joined', async () => {
    const isp = `${randomUUID().slice(0, 8)}.example`
    const known = await makeOrganization({ kind: 'employer', name: 'Alpha Machining', domain: isp })
    const cycle = await makeCycle()
    const text = [
      `ann@${isp},ALPHA MACHINING LLC`,
      `bob@${isp},Beta Dental`,
      `cy@${isp},Beta Dental`,
      `dan@${isp}`,
    ].join('\n')
    const preview = await previewAddresses(cycle.ctx, { cycleId: cycle.id, text })
    expect(preview.rows.map((row) => [row.line, row.employer, row.how])).toEqual([
      [1, known.name, 'domain'],
      [2, 'Beta Dental', 'new'],
      [3, 'Beta Dental', 'new'],
      [4, known.name, 'domain'],
    ])
    expect(preview).toMatchObject({
      employers: 2,
      newEmployers: 1,
      joined: [{ employer: known.name, names: ['ALPHA MACHINING LLC'], domains: [] }],
      shared: [{ domain: isp, employers: ['Alpha Machining', 'Beta Dental'] }],
    })
    await addAddresses(cycle.ctx, { cycleId: cycle.id, text })
    const invited = await asOperator((tx) =>
      tx
        .select({
          email: raterInvitations.email,
          employer: organizations.name,
          id: organizations.id,
        })
        .from(raterInvitations)
        .innerJoin(organizations, eq(organizations.id, raterInvitations.employerId))
        .where(eq(raterInvitations.cycleId, cycle.id))
        .orderBy(raterInvitations.email),
    )
    expect(invited.map((row) => row.employer)).toEqual([
      ...['Alpha Machining', 'Beta Dental', 'Beta Dental', 'Alpha Machining'],
    ])
    expect([invited[0]?.id, invited[3]?.id]).toEqual([known.id, known.id])
    const later = [`eve@${isp},Gamma Freight`, `fay@${isp}`].join('\n')
    const again = await previewAddresses(cycle.ctx, { cycleId: cycle.id, text: later })
    expect(again.rows).toMatchObject([{ employer: 'Gamma Freight', how: 'new' }])
    expect(again.problems).toMatchObject([{ line: 2, reason: 'several_employers' }])
  })

  it.each([
    ['Al-Mar Tools', 'AL–MAR TOOLS, INC.'],
    ['Q&T Weld', 'q & t weld'],
    ['“Öst” Verk', 'Ost Verk'],
    ['Größe Bau', 'größe bau'],
    ['李工業 Tools', '李工業 tools'],
    ["O'Dell Works", 'O’Dell Works LLC'],
  ])('finds the employer %s by its name, written %s', async (name, written) => {
    const known = await makeOrganization({ kind: 'employer', name, domain: null })
    const cycle = await makeCycle()
    const text = `someone@gmail.com,"${written}"`
    const { rows } = await previewAddresses(cycle.ctx, { cycleId: cycle.id, text })
    expect(rows).toMatchObject([{ employer: known.name, how: 'name' }])
  })

  it('gives refused lines back as they were, with what is wrong, and nothing a spreadsheet would run', async () => {
    const cycle = await makeCycle()
    const csv = async (text: string) => {
      const about = { cycleId: cycle.id }
      const { id } = await keepAddressList(cycle.ctx, { ...about, text })
      const csv = await exportRefusedLines(cycle.ctx, { ...about, id })
      return csv.replace('\uFEFF', '').split('\r\n')
    }
    expect(await csv('Email,Company\nann@acme.example,Acme\nbo@y,=1+1')).toEqual([
      'Email,Company,Line,What is wrong',
      "bo@y,'=1+1,3,This is not a mail address.",
      '',
    ])
    expect(await csv('ann@acme.example; nonsense; someone@gmail.com; ann@acme.example')).toEqual([
      'Address,Line,What is wrong',
      'someone@gmail.com,1,"An address at a mail service says nothing about the employer. Add its name: address, employer."',
      'nonsense,1,This is not a mail address.',
      'ann@acme.example,1,The same address as in line 1.',
      '',
    ])
    expect(await csv('ann@acme.example')).toEqual([''])
  })
})
