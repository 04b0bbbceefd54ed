import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { database } from '@/server/db/client'
import {
  looksAgainAfter,
  searchOccupations,
} from '@/server/services/occupations/search-occupations'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { parse } from './command'
import { importTitles } from './import-titles'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-titles-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const headings = ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)']
const CNA = ['31-1131.00', 'Certified Nurse Aide (CNA)', 'CNA', '02,08']
const FLUFFER = ['51-4041.00', 'Swarf Whisperer', 'n/a', '08']
const ROBOT = ['17-3024.01', 'Cobot Wrangler', '', '']

/** Runs the command on a file, with what it says on both streams. */
async function command(name: string, content: string | Uint8Array) {
  const path = join(folder, name)
  writeFileSync(path, content)
  const said: string[] = []
  const listen = (text: string | Uint8Array) => said.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(listen)
  vi.spyOn(process.stderr, 'write').mockImplementation(listen)
  const code = await importTitles.run(parse(importTitles, [path]))
  return { code: code ?? 0, said: said.join('') }
}

let minutes = 0

/** The index is one for both engines, so time never goes back between them. */
function laterByAMinute() {
  minutes += 1
  const later = Date.now() + minutes * looksAgainAfter
  vi.spyOn(Date, 'now').mockReturnValue(later)
}

const tabbed = (...rows: string[][]) => `${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`

async function aliases() {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query(`SELECT occupation_id, phrase, language, source FROM occupation_alias
      WHERE source LIKE 'O*NET%' ORDER BY phrase`),
  )
  return rows.map((row) => [row.occupation_id, row.phrase, row.language, row.source].join(' | '))
}

const loaded = [
  'soc2018:31-1131 | Certified Nurse Aide (CNA) | en | O*NET 02,08',
  'onet2019:17-3024.01 | Cobot Wrangler | en | O*NET',
  'soc2018:51-4041 | Swarf Whisperer | en | O*NET 08',
].sort((a, b) => (a.split('|')[1] ?? '').localeCompare(b.split('|')[1] ?? ''))

describeOnBothEngines('the command that loads what O*NET calls occupations', () => {
  it('keeps phrases with their source, and leaves what was looked at here as it is', async () => {
    const first = await command('titles.txt', tabbed(headings, CNA, FLUFFER, ROBOT))
    expect(first).toEqual({ code: 0, said: '3 titles stand.\n' })
    expect(await aliases()).toEqual(loaded)
  })

  it('changes nothing when it is run again, also from a workbook', async () => {
    const rows = textRows([['Alternate Titles'], headings, CNA, FLUFFER, ROBOT, CNA])
    await command('titles.xlsx', makeWorkbook({ sheets: [{ name: 'Alternate Titles', rows }] }))
    expect(await aliases()).toEqual(loaded)
  })

  it.each([
    ['no code', ['Welder', 'Welder', '', ''], 'line 3: "Welder" is not an O*NET-SOC code'],
    [
      'an unknown code',
      ['99-9999.00', 'Welder', '', ''],
      'line 3: 99-9999.00 is not an occupation',
    ],
    ['no title', ['51-4121.00', ' ', '', '08'], 'line 3: 51-4121.00 has no title here.'],
    ['a long title', ['51-4121.00', 'w'.repeat(201), '', ''], 'line 3: "wwww'],
  ])('names the line with %s, and stores nothing', async (_, row, why) => {
    const { code, said } = await command('titles.txt', tabbed(headings, FLUFFER, row))
    expect(code).toBe(1)
    expect(said).toContain(why)
    expect(said).toContain('Nothing was stored: 1 line cannot be read.')
    expect(await aliases()).toEqual(loaded)
  })

  it.each([
    ['a column is missing', tabbed(['Code', 'Alternate Title'], ['51-4121.00', 'Welder'])],
    ['it is another table', tabbed(['Name', 'Place'], ['Ann', 'Bay'])],
  ])('refuses a file where %s', async (_, content) => {
    await expect(command('titles.txt', content)).rejects.toMatchObject({ code: 'invalid' })
    expect(await aliases()).toEqual(loaded)
  })

  it('says that a file holds no titles', async () => {
    expect(await command('titles.txt', tabbed(headings))).toEqual({
      code: 1,
      said: 'This file holds no titles.\n',
    })
  })

  it('is noticed by a process that searches, within a minute', async () => {
    await searchOccupations({ query: 'machinist', limit: 1 })
    await command('titles.txt', tabbed(headings, [...['51-4041.00', 'Quillwork Zester'], '', '']))
    laterByAMinute()
    const [hit] = await searchOccupations({ query: 'quillwork zester', limit: 1 })
    expect(hit).toMatchObject({ code: '51-4041', matched: 'Quillwork Zester' })
    expect(await aliases()).toHaveLength(1)
  })

  it('lets what was looked at here go first', async () => {
    await command('titles.txt', tabbed(headings, ['11-1011.00', 'CNA', '', '']))
    laterByAMinute()
    const hits = await searchOccupations({ query: 'CNA', limit: 2 })
    expect(hits.map(({ code }) => code)).toEqual(['31-1131', '11-1011'])
  })
})
