import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
import { comparablePackage } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile, sharedFiles } from '@/server/testing/shared-data'
import { openFrameworkFile, readFrameworkFile } from './framework-file'
import { readRsd } from './rsd'
import { writeRsd } from './rsd-export'
import { readRsdSkill } from './rsd-skill'
import { writeRsdTable } from './rsd-table-export'

const bytes = (text: string) => new TextEncoder().encode(text)
const readBytes = (file: Uint8Array, name: string) => {
  return readFrameworkFile(file, { format: openFrameworkFile(file).format, head: { name } })
}
const read = (name: string) => readBytes(sharedFile(name), name)
const readText = (text: string) => readBytes(bytes(text), 'skills.csv')
const again = (value: Json): Json => JSON.parse(JSON.stringify(value))
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const skill = (n: number, more: JsonObject = {}): JsonObject => ({
  id: `https://osmt.example/api/skills/${uuid(n)}`,
  uuid: uuid(n),
  skillName: `Skill ${n}`,
  skillStatement: `Does ${n}.`,
  keywords: [],
  categories: [],
  ...more,
})
/** Relations in any order: those RSD has words for come after the others. */
const comparable = (found: ReturnType<typeof read>) => {
  const { associations, ...rest } = comparablePackage(found)
  return { ...rest, associations: associations.map((link) => JSON.stringify(link)).sort() }
}

describe.skipIf(!hasSharedData)('RSD, real files (skipped without ../shared/data)', () => {
  const collection = 'rsd/collection-IT-Network-24'
  const files = [
    ...[`${collection}.v3.json`, `${collection}.v2.json`, `${collection}.export.csv`],
    ...['rsd/Skills-Import.batchimport.csv', 'rsd/skill-detail-v3.json'],
    'real-use/54-osmt-rsd-list.json',
  ]

  it.each([
    [`${collection}.v3.json`, 'IT Network', 24],
    [`${collection}.v2.json`, 'IT Network', 24],
    [`${collection}.export.csv`, `${collection}.export`, 24],
    ['rsd/Skills-Import.batchimport.csv', 'rsd/Skills-Import.batchimport', 2],
    ['rsd/skill-detail-v3.json', 'rsd/skill-detail-v3', 1],
    ['real-use/54-osmt-rsd-list.json', 'real-use/54-osmt-rsd-list', 1],
  ])('reads %s as “%s”: %i skills', (file, name, count) => {
    const found = read(file)
    expect(found.format).toBe('rsd')
    expect(found.framework.name).toEqual({ und: name })
    expect(found.competencies).toHaveLength(count)
    expect(found.problems.filter(({ reason }) => reason !== 'framework_named')).toEqual([])
  })

  it.each(files)('gives %s again after export and import as JSON', (file) => {
    const found = read(file)
    expect(comparable(readRsd(again(writeRsd(found))))).toEqual(comparable(found))
  })

  it.each([...files, ...sharedFiles('rsd').filter((name) => name.endsWith('.csv'))])(
    'gives the skills of %s again after export and import as CSV',
    (file) => {
      const first = readText(writeRsdTable(read(file), { bom: true }))
      const second = readText(writeRsdTable(first, { bom: true }))
      expect(comparable(second).competencies).toEqual(comparable(first).competencies)
      expect(second.competencies.map(({ statement }) => statement)).toEqual(
        read(file).competencies.map(({ statement }) => statement),
      )
    },
  )

  it('writes every field of a v3 collection as it came', () => {
    const source = JSON.parse(Buffer.from(sharedFile(`${collection}.v3.json`)).toString('utf8'))
    expect(again(writeRsd(read(`${collection}.v3.json`)))).toEqual(source)
  })

  it('writes the table of a v3 collection as OSMT does', () => {
    const wanted = Buffer.from(sharedFile(`${collection}.export.csv`)).toString('utf8')
    const rows = (text: string) => text.replaceAll('"', '').split(/\r?\n/)
    const hostless = wanted.replaceAll('https://osmt.example.org', 'http://localhost:8080')
    const written = rows(writeRsdTable(read(`${collection}.v3.json`), { bom: false }))
    const withAuthor = written.map((row) => row.replace(',OSMT Developer,', ',,'))
    expect(withAuthor.join('\n')).toBe(rows(hostless).join('\n'))
  })
})

describe('a collection of skills', () => {
  const collection = (skills: Json[], more: JsonObject = {}): JsonObject => ({
    type: 'RichSkillCollection',
    ...{ id: `https://osmt.example/api/collections/${uuid(900)}`, uuid: uuid(900) },
    ...{ name: 'Welding', author: 'A college', status: 'published' },
    ...more,
    skills,
  })

  it('is a framework whose words are RSD’s, and keeps what is none of its fields', () => {
    const found = readRsd(
      collection(
        [
          skill(1, {
            keywords: ['bevel', 'edge'],
            categories: ['Welding', 'Metal'],
            authors: ['C'],
            updateDate: '2024-01-02T03:04:05.678901Z',
            shelf: { at: 3 },
          }),
        ],
        { colour: 'blue' },
      ),
    )
    expect(found.framework).toMatchObject({
      name: { und: 'Welding' },
      creator: 'A college',
      identifiers: [{ scheme: 'case_uuid', value: uuid(900) }, { scheme: 'case_uri' }],
      extra: { status: 'published', colour: 'blue' },
    })
    expect(found.competencies[0]).toMatchObject({
      label: { und: 'Skill 1' },
      statement: { und: 'Does 1.' },
      category: { und: 'Welding; Metal' },
      keywords: { und: ['bevel', 'edge'] },
      type: 'skill',
      modifiedAt: '2024-01-02T03:04:05.678901Z',
      extra: { authors: ['C'], shelf: { at: 3 } },
    })
    expect(found.problems).toEqual([])
  })

  it('says the same in v2 and in v3', () => {
    const old = readRsd(collection([skill(1, { category: 'Welding', author: 'C' })]))
    const now = readRsd(collection([skill(1, { categories: ['Welding'], authors: ['C'] })]))
    expect(comparable(old)).toEqual(comparable(now))
  })

  it('has a statement without a name, or a name alone', () => {
    const nameless = skill(1, { skillName: null })
    const found = readRsd([nameless, skill(2, { skillStatement: ' ' })], [], 'skills.json')
    expect(found.competencies.map(({ label, statement }) => [label, statement])).toEqual([
      [{}, { und: 'Does 1.' }],
      [{}, { und: 'Skill 2' }],
    ])
    expect(writeRsd(found).skills[0]?.skillName).toBe('Does 1.')
    expect(comparable(readRsd(again(writeRsd(found))))).toEqual(comparable(found))
  })

  it('makes relations of alignments with an address and keeps the others', () => {
    const alignments: JsonObject[] = [
      { id: 'https://skills.example/1', skillName: 'Beveling', isPartOf: { name: 'A library' } },
      { skillName: 'Only a name' },
    ]
    const found = readRsd(collection([skill(1, { alignments })]))
    expect(found.associations).toMatchObject([
      {
        type: 'isRelatedTo',
        to: { kind: 'foreign', uri: 'https://skills.example/1', title: 'Beveling' },
        extra: { isPartOf: { name: 'A library' } },
      },
    ])
    expect(writeRsd(found).skills[0]?.alignments).toEqual(alignments)
  })

  it.each<[string, JsonObject]>([
    ['a category with a semicolon', { categories: ['A; B'] }],
    ['keywords that are objects', { keywords: [{ name: 'a' }, 'b'] }],
    ['a date without a time', { updateDate: 'last week' }],
    ['an author that is an object', { author: { name: 'C' } }],
    ['alignments that are addresses', { alignments: ['https://skills.example/1'] }],
    ['words of ours', { codedNotation: 'A1', notes: 'N', type: 'Task', '@context': 'x' }],
    ['what says nothing', { archiveDate: null, employers: [], occupations: [{ code: '11' }] }],
  ])('keeps %s', (_, more) => {
    const source = collection([skill(1, more)])
    const written = writeRsd(readRsd(source))
    expect(written.skills[0]).toMatchObject(more)
    expect(comparable(readRsd(again(written)))).toEqual(comparable(readRsd(source)))
  })

  it('names by path what it cannot use', () => {
    const odd = skill(1, { occupations: [{ code: '11-2021' }, { code: '11_2021' }] })
    const other = skill(1, { skillStatement: 'Does it again.' })
    const found = readRsd(collection([odd, 'no skill', { id: 'x' }, other, { skillName: 'N' }]))
    expect(found.problems).toEqual([
      {
        ...{ severity: 'warning', reason: 'occupation_miswritten', detail: '11_2021' },
        path: 'skills[0].occupations[1]',
      },
      { severity: 'error', reason: 'not_an_object', path: 'skills[1]' },
      {
        ...{ severity: 'error', reason: 'statement_missing', path: 'skills[2]' },
        column: 'skillStatement',
      },
      { severity: 'warning', reason: 'identifier_missing', path: 'skills[4]' },
      { severity: 'error', reason: 'identifier_repeated', path: 'skills[3]', detail: uuid(1) },
    ])
    expect(found.competencies[0]?.extra.occupations).toEqual(odd.occupations)
  })

  it('leaves codes of other lists of occupations alone', () => {
    const occupations = [{ code: '2512.4', frameworkName: 'ISCO-08' }]
    expect(readRsdSkill(skill(1, { occupations }), { path: '' }).problems).toEqual([])
  })

  it('is asked for by name where a file holds several', () => {
    expect(() => readRsd([collection([]), collection([], { name: 'Machining' })])).toThrow(
      refusal('json.severalFrameworks', { count: 2, titles: '“Welding”, “Machining”', more: 0 }),
    )
  })

  it('may stand beside its skills', () => {
    const { skills: _, ...head } = collection([])
    const found = readRsd([head, skill(1), skill(2)])
    expect(found.framework.name).toEqual({ und: 'Welding' })
    expect(found.competencies).toHaveLength(2)
  })
})

describe('a framework that is not of RSD', () => {
  const found = readText(
    'Identifier,Parent,Code,Label,Statement,Type,Keywords,Language\n' +
      'g,,A,Quality,Keeps quality.,,,en\n' +
      'm,g,A1,Measure parts,Measures parts.,Task,gauge; part,en\n',
  )

  it('is written in RSD’s words and reads back whole', () => {
    const written = writeRsd({
      ...found,
      framework: { ...found.framework, publisher: { en: 'A college' } },
    })
    expect(written).toMatchObject({ type: 'RichSkillCollection', author: 'A college' })
    expect(written.skills[1]).toMatchObject({
      skillName: 'Measure parts',
      skillStatement: 'Measures parts.',
      keywords: ['gauge', 'part'],
      categories: ['Task'],
      plumbline: { codedNotation: 'A1', type: 'task' },
    })
    expect(comparable(readRsd(again(writeRsd(found))))).toEqual(comparable(found))
  })

  it
    .skipIf(!hasSharedData)
    .each([
      'case/packages/sbac-math-g3-c1-th.case10.json',
      'case/packages/opensalt-what-standards-could-be.case10draft.json',
      'ctdl/frameworks/ConnectingCredentials.json',
      'ctdl/frameworks/bcsp-sts.json',
    ])('reads back whole where it is %s', (name) => {
    const before = read(name)
    expect(comparable(readRsd(again(writeRsd(before))))).toEqual(comparable(before))
  })

  it('has no alignment to what is above it elsewhere', () => {
    const above = { kind: 'foreign', uri: 'urn:above', identifier: null, title: null } as const
    const associations = found.associations.map((link) => ({ ...link, to: above }))
    const written = writeRsd({ ...found, associations })
    expect(written.skills.map(({ alignments }) => alignments)).toEqual([undefined, undefined])
  })

  it('says its publisher for each skill of the table, and its occupations where CTDL says them', () => {
    const [first] = found.competencies
    const extra = { 'ceterms:occupationType': [{ 'ceterms:codedNotation': '51-4041' }] }
    const text = writeRsdTable(
      {
        ...found,
        framework: { ...found.framework, publisher: { en: 'A college' } },
        competencies: first ? [{ ...first, extra }] : [],
      },
      { bom: false },
    )
    expect(text.split('\r\n')[1]).toContain(',Quality,A college,Keeps quality.,')
    expect(text.split('\r\n')[1]).toMatch(/,51-4041,,$/)
  })

  it('writes no cell that a spreadsheet would run', () => {
    const evil = skill(1, {
      skillName: '=cmd()',
      keywords: ['a', '+1'],
      alignments: [{ id: '@x', skillName: '-2' }],
    })
    const text = writeRsdTable(readRsd([evil], [], 'x'), { bom: true })
    expect(text).toContain(",'=cmd(),")
    expect(text).toContain(",a;' +1,")
    expect(text).toContain(",'-2,'@x,")
    expect(readText(text).competencies[0]?.label).toEqual({ und: '=cmd()' })
  })
})

describe('a table of OSMT', () => {
  const exported =
    'canonical url,RSD NAME,authors,Skill Statement,Categories,Keywords,Standards,Certifications,' +
    'Occupation Major Groups,Occupation Minor Groups,Broad Occupations,Detailed Occupations,' +
    'O*Net Job Codes,Employers,Alignment Name,Alignment URL,Alignment Framework,Alignment 2 Name,' +
    'Alignment 2 URL,Alignment 2 Framework,Shelf'
  const upload = 'RSD Name,Authors,Skill Statement,Categories,Keywords,Detailed Occupations'
  const batch =
    'Collection,Skill Name,Skill Categories,Authors,Contextualized Skill Statement,Keywords,' +
    'BLS Major Group,BLS Detailed Occupation,Alignment Title,Alignment'

  it.each([
    ['its export', `${exported}\n${`https://x/${uuid(1)}`},N,A,Does.`],
    ['its upload', `${upload}\nN,A,Does.`],
    ['its upload in a file of semicolons', `${upload.replaceAll(',', ';')}\nN;A;Does.`],
    ['a batch import', `${batch}\nWelding,N,,A,Does.`],
    ['its upload under a title', `Skills of 2026\n${upload}\nN,A,Does.`],
  ])('is known by the headings of %s', (_, text) => {
    expect(openFrameworkFile(bytes(text))).toMatchObject({ format: 'rsd', sheet: { fixed: true } })
    expect(readText(text).competencies).toMatchObject([
      { label: { und: 'N' }, statement: { und: 'Does.' }, extra: { authors: ['A'] } },
    ])
  })

  it.each([
    ['Skill Name,Skill Statement\nN,Does.'],
    ['Skill,Collection,Keywords\nN,C,k'],
    ['RSD Name,Keywords\nN,k'],
  ])('is not every table of skills: %s', (text) => {
    expect(openFrameworkFile(bytes(text)).format).toBe('csv')
  })

  it('gives what OSMT v3 says of the same skill', () => {
    const row = [
      `https://osmt.example/api/skills/${uuid(1)},Skill 1,A; B,"Does\n1.",C,k; l,S,Z`,
      '11-0000,11-2000,11-2020,11-2021; 11-2022,11-2021.00,E; F,Beveling,https://s.example/1,Lib',
      ',https://s.example/2,,3',
    ].join(',')
    const found = readText(`${exported}\n${row}`)
    expect(found.problems).toEqual([
      { severity: 'warning', reason: 'framework_named', detail: 'skills' },
    ])
    const codes = ['11-0000', '11-2000', '11-2020', '11-2021', '11-2022', '11-2021.00']
    const wanted = readRsd(
      [
        skill(1, {
          ...{ skillStatement: 'Does\n1.', keywords: ['k', 'l'], categories: ['C'] },
          ...{ authors: ['A', 'B'], standards: [{ skillName: 'S' }], Shelf: '3' },
          certifications: [{ name: 'Z' }],
          employers: [{ name: 'E' }, { name: 'F' }],
          occupations: codes.map((code) => ({ code })),
          alignments: [
            { id: 'https://s.example/1', skillName: 'Beveling', isPartOf: { name: 'Lib' } },
            { id: 'https://s.example/2' },
          ],
        }),
      ],
      [],
      'skills.csv',
    )
    expect(comparable(found)).toEqual(comparable(wanted))
  })

  it('names a miswritten occupation by line and column and keeps it where it stood', () => {
    const text = `${upload}\nN,A,Does.,,,11-2021\nM,A,"Does\nthat.",,,11_2021; 11-2022\nO,A,Goes.,,,n/a`
    const found = readText(text)
    const place = { severity: 'warning', reason: 'occupation_miswritten' }
    expect(found.problems.slice(0, 2)).toEqual([
      { ...place, line: 3, column: 'Detailed Occupations', detail: '11_2021' },
      { ...place, line: 5, column: 'Detailed Occupations', detail: 'n/a' },
    ])
    const table = writeRsdTable(found, { bom: false })
    expect(table).toContain(',11_2021; 11-2022,')
    const back = readText(table.replace('11_2021', '11_2021 '))
    expect(back.competencies[1]?.extra.occupations).toEqual([
      { code: '11_2021', level: 'detailed' },
      { code: '11-2022' },
    ])
  })

  it('names rows it cannot use by line and column', () => {
    const long = 'x'.repeat(10_001)
    const found = readText(`${upload}\n,A,,,k,\nN,A,Does.,,${long},\nN,A,Does.,,,,more`)
    expect(found.competencies).toHaveLength(1)
    expect(found.problems).toMatchObject([
      { reason: 'statement_missing', line: 2, column: 'Skill Statement' },
      { reason: 'text_too_long', line: 3, column: 'Keywords' },
      { reason: 'cells_differ', line: 4, severity: 'warning', detail: '7 > 6' },
      { reason: 'framework_named' },
    ])
  })

  it('is named after the one collection of its rows, and without an address says nothing of identifiers', () => {
    const found = readText(`${batch}\nWelding,N,,A,Does.\nWelding,M,,A,Goes.`)
    expect(found.framework.name).toEqual({ und: 'Welding' })
    expect(found.problems).toEqual([])
    const several = readText(`${batch}\nWelding,N,,A,Does.\nMachining,M,,A,Goes.`)
    expect(several.framework.name).toEqual({ und: 'skills' })
  })

  it('writes 6,000 skills within five seconds', () => {
    const skills = Array.from({ length: 6000 }, (_, n) => skill(n, { keywords: ['a', 'b'] }))
    const found = readRsd(skills, [], 'many.json')
    const begun = process.cpuUsage()
    expect(writeRsdTable(found, { bom: true }).split('\r\n')).toHaveLength(6002)
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5)
  })
})

describe('any skills', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('A; B', ' ', 'a;b', '=1', '"x"', 'line\nline'))
  const texts = fc.array(text, { maxLength: 3 })
  const named = fc.record({ name: text }, { requiredKeys: [] })
  const alignment = fc.record(
    { id: fc.oneof(text, fc.webUrl()), skillName: text, isPartOf: named },
    { requiredKeys: [] },
  )
  const anySkill = fc.record(
    {
      ...{ id: fc.webUrl(), uuid: fc.uuid(), skillName: text, skillStatement: text },
      ...{ keywords: texts, categories: texts, category: text, author: text, authors: texts },
      ...{ status: text, updateDate: text, certifications: fc.array(named, { maxLength: 2 }) },
      alignments: fc.array(fc.oneof(alignment, text), { maxLength: 3 }),
      occupations: fc.array(fc.record({ code: text, level: text }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )

  it('are the same after export and import, as JSON', () => {
    fc.assert(
      fc.property(fc.array(anySkill, { maxLength: 4 }), (found) => {
        const first = readRsd(again({ name: 'N', skills: found }))
        expect(comparable(readRsd(again(writeRsd(first))))).toEqual(comparable(first))
      }),
      { numRuns: 200 },
    )
  })

  it('are the same after export and import, as a table', () => {
    fc.assert(
      fc.property(fc.array(anySkill, { minLength: 1, maxLength: 4 }), (found) => {
        const skills = readRsd(again({ name: 'N', skills: found }))
        const first = readText(writeRsdTable(skills, { bom: true }))
        const second = readText(writeRsdTable(first, { bom: true }))
        expect(comparable(second).competencies).toEqual(comparable(first).competencies)
        expect(first.competencies).toHaveLength(skills.competencies.length)
      }),
      { numRuns: 200 },
    )
  })
})
