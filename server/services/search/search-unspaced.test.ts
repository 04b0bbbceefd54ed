import { beforeAll, expect, it } from 'vitest'
import type { OrgContext } from '@/server/services/context'
import { findChoices } from '@/server/services/cycles/find-choices'
import { searchCompetencies } from '@/server/services/frameworks/search-competencies'
import { findOrganizations } from '@/server/services/organizations/list-employers'
import { searchLines } from '@/server/services/requirements/search-lines'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeOrganization,
  operatorContext,
  orgContext,
} from '@/server/testing/organizations-factory'
import { listPublishedCredentials } from './list-published-credentials'
import { searchCatalogue } from './search-catalogue'

const labels = [
  '识别工业控制系统，维护设备',
  '维护 CNC工业控制 机床',
  '设计工业产品，控制成本',
  '编写ＰＬＣ程序：５轴 加工',
  '操作15轴机床',
  'コンピュータ・ネットワークの保守',
  '溶接 の品質を検査する',
  'ควบคุมเครื่องจักรอุตสาหกรรม',
  'ตรวจสอบ\u200Bคุณภาพการเชื่อม',
  'ຄວບຄຸມເຄື່ອງຈັກອຸດສາຫະກໍາ',
  'គ្រប់គ្រងម៉ាស៊ីនឧស្សាហកម្ម',
  'စက်မှုလုပ်ငန်းထိန်းချုပ်ရေး',
  '용접 품질을 검사한다',
  'Control industrial machines',
  'Inspect CNC machines',
]
const [monitor, serve, design, plc, axes, network, weldJa, thai, inspectThai, lao, khmer] = labels
const [, , , , , , , , , , , burmese, korean, control, inspect] = labels

describeOnBothEngines('searching text without spaces', () => {
  let employer: OrgContext
  let provider: OrgContext

  beforeAll(async () => {
    provider = await orgContext({ kind: 'provider', verification: 'V2' })
    employer = await orgContext({ kind: 'employer', verification: 'V2' })
    await makeFramework({ organizationId: provider.organization.id, labels })
  })

  it.each<[string, string, (string | undefined)[]]>([
    ['a word within a sentence', '工业控制', [monitor, serve]],
    ['a word at its beginning', '识别', [monitor]],
    ['one character', '识', [monitor]],
    ['two characters', '机床', [serve, axes]],
    ['a phrase across a comma', '系统维护设备', [monitor]],
    ['a phrase with a comma of its own', '系统、维护', [monitor]],
    ['a phrase across a space', '工业控制机床', [serve]],
    ['words apart, in any order', '控制 设计', [design]],
    ['letters of ours and others', 'CNC 工业控制', [serve]],
    ['both without a space', 'cnc工业控制', [serve]],
    ['wide letters for narrow ones', 'ＣＮＣ工业', [serve]],
    ['narrow letters for wide ones', 'PLC程序', [plc]],
    ['a digit, and none that ends with it', '5轴', [plc]],
    ['Japanese', 'ネットワーク', [network]],
    ['Japanese across its dot', 'コンピュータネットワーク', [network]],
    ['Japanese in narrow letters', 'ﾈｯﾄﾜｰｸ', [network]],
    ['Japanese across a space', '溶接の品質', [weldJa]],
    ['Thai', 'เครื่องจักร', [thai]],
    ['Thai across a space nobody sees', 'สอบคุณภาพ', [inspectThai]],
    ['Thai words apart', 'อุตสาหกรรม ควบคุม', [thai]],
    ['Lao', 'ເຄື່ອງຈັກ', [lao]],
    ['Khmer', 'ម៉ាស៊ីន', [khmer]],
    ['Burmese', 'ထိန်းချုပ်', [burmese]],
    ['Korean with an ending', '품질', [korean]],
    ['characters that stand apart', '业制', []],
    ['characters that are all there, apart', '工控', []],
    ['the end of one text and the beginning of its explanation', '设备识别', []],
    ['a word that is only alike', '工业设备', []],
    ['one word that is there and one that is not', '工业控制 焊接', []],
    ['letters of ours that are not beside them', 'CNC 焊接', []],
  ])('finds %s', async (_name, query, expected) => {
    const wanted = expected.map(String).sort()
    const own = await searchCompetencies(provider, { query, framework: '' })
    expect(own.map(({ label }) => label).sort()).toEqual(wanted)
    const asked = await findChoices(provider, {
      ...{ occupationId: 'soc2018:51-4041', credentialQuery: '', competencyQuery: query },
      ...{ credentialIds: [], competencyIds: [] },
    })
    expect(asked.competencies.map(({ name }) => name).sort()).toEqual(wanted)
    const lines = await searchLines(employer, { query })
    expect(lines.map(({ label }) => label).sort()).toEqual(wanted)
  })

  it('goes on finding words with spaces by their stems and with mistakes', async () => {
    const found = async (query: string) =>
      (await searchCompetencies(provider, { query, framework: '' })).map(({ label }) => label)
    expect(await found('machine')).toEqual([control, inspect])
    expect(await found('industral')).toEqual([control])
  })

  it('puts the shorter of two that hold the words first', async () => {
    await makeFramework({
      organizationId: provider.organization.id,
      labels: ['一号管道焊接', '焊接工'],
    })
    const found = await searchCompetencies(provider, { query: '焊接', framework: '' })
    expect(found.map(({ label }) => label)).toEqual(['焊接工', '一号管道焊接'])
  })
})

describeOnBothEngines('searching the catalogue for text without spaces', () => {
  beforeAll(async () => {
    const provider = await makeOrganization({ kind: 'provider', name: '湖岸职业学院' })
    const organizationId = provider.id
    const { competencies } = await makeFramework({
      ...{ organizationId, name: '先进制造 能力框架', labels: ['识别工业控制系统'] },
    })
    await makeFramework({
      ...{ organizationId, name: '先进制造草稿', state: 'draft', labels: ['工业控制草稿'] },
    })
    const credential = { organizationId, occupationId: 'soc2018:51-4041' }
    await makeCredential({
      ...{ ...credential, name: '数控加工・ＣＮＣ证书' },
      teaches: competencies.map(({ id }) => id),
    })
    await makeCredential({ ...credential, name: '焊接证书' })
  })

  const titles = async (q: string) => (await searchCatalogue({ q })).hits.map((hit) => hit.title)
  const framework = '先进制造 能力框架'
  const cnc = '数控加工・ＣＮＣ证书'

  it.each([
    ['a credential by a word of its name', '数控', [cnc]],
    ['across what divides it', '加工cnc证书', [cnc]],
    ['by words apart', '证书 数控', [cnc]],
    ['by what it teaches, and its framework', '工业控制', [cnc, framework]],
    ['a framework', '制造能力', [framework]],
    ['what its provider offers', '职业学院', [cnc, '焊接证书']],
    ['nothing', '制造业', []],
    ['no occupation that has but the other word', 'machinist 制造', []],
  ])('finds %s', async (_name, q, expected) => {
    expect((await titles(q)).sort()).toEqual([...expected].sort())
    expect((await searchCatalogue({ q })).meant).toBeNull()
  })

  it('lists published credentials by it', async () => {
    const list = (q: string) => listPublishedCredentials({ q, kind: '', provider: '', page: 1 })
    expect((await list('加工cnc')).items.map(({ name }) => name)).toEqual([cnc])
    expect((await list('学院')).total).toBe(2)
    expect((await list('加工焊接')).total).toBe(0)
  })

  it('finds an organization', async () => {
    const operator = await operatorContext()
    const found = async (query: string) =>
      (await findOrganizations(operator, { query })).map(({ name }) => name)
    expect(await found('学院 湖岸')).toEqual(['湖岸职业学院'])
    expect(await found('湖学院')).toEqual([])
  })
})
