import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ExportTable } from './export-table'
import { type Sheet, sheetNames, tableSheet, writeWorkbook } from './workbook-export'

const cut = '… the rest is in the CSV'

const texts = [
  ...['=1+1', '+cmd', '@SUM(A1)', '-1', '0042', '1e5', 'TRUE', '2026-01-02', "'quoted", '\t=1'],
  ...['constructor', '__proto__', 'toString', '\uE000private', '_x0041_', '_x005F_x0041_'],
  ...['يقرأ الرسم ABC 12', 'מדידה', '工业控制系统', '🧵 👩🏽‍🔧', 'a & b < c > "d"'],
  ...['one\ntwo', 'one\r\ntwo', 'x'.repeat(32_767)],
]

const table: ExportTable = {
  columns: [
    { name: 'a', heading: 'Text', unit: 'passage', empty: 'never' },
    { name: 'b', heading: 'Points', unit: 'points', empty: 'few' },
    { name: 'c', heading: 'Day', unit: 'day', empty: 'few' },
  ],
  rows: texts.map((text, at) => [text, at, at === 0 ? null : '2026-11-09']),
}

const sheet = (rows: Sheet['rows'], name = 'Rows'): Sheet => ({
  ...{ name, headings: ['Text'], widths: [20] },
  rows,
})

async function cellsOf(bytes: Uint8Array): Promise<unknown[][]> {
  const [first] = await readExcelFile(Buffer.from(bytes), { trim: false })
  return first?.data ?? []
}

const partOf = (bytes: Uint8Array, name: string) =>
  new TextDecoder().decode(unzipSync(bytes)[name] ?? new Uint8Array())

describe('a workbook', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  it('holds text as text, numbers as numbers and days as dates, whatever they look like', async () => {
    const rows = await cellsOf(await writeWorkbook([tableSheet('Rows', table)], cut))
    expect(rows[0]).toEqual(['Text', 'Points', 'Day'])
    expect(rows.slice(1).map(([text]) => text)).toEqual(texts)
    expect(rows.slice(1).map(([, points]) => points)).toEqual(texts.map((_, at) => at))
    expect(rows.slice(2).map(([, , day]) => day)).toEqual(
      texts.slice(1).map(() => new Date('2026-11-09T00:00:00Z')),
    )
    expect(rows[1]?.[2]).toBeNull()
  })

  it('holds no formula, no link and no macro', async () => {
    const files = unzipSync(await writeWorkbook([tableSheet('Rows', table)], cut))
    const sheets = Object.keys(files).filter((name) => name.startsWith('xl/worksheets/sheet'))
    for (const name of sheets) {
      expect(new TextDecoder().decode(files[name])).not.toMatch(/<f[ >]|hyperlink/)
    }
    expect(Object.keys(files).filter((name) => /vba|external|macro/i.test(name))).toEqual([])
  })

  it('is the same bytes at another time and in another zone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-09T10:00:00Z') })
    const first = await writeWorkbook([tableSheet('Rows', table)], cut)
    vi.setSystemTime(new Date('2031-02-03T23:59:58Z'))
    vi.stubEnv('TZ', 'Pacific/Kiritimati')
    const second = await writeWorkbook([tableSheet('Rows', table)], cut)
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  it('has bold headings that stay in sight, wide columns for sentences, and wraps them', async () => {
    const bytes = await writeWorkbook([tableSheet('Rows', table)], cut)
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml')
    expect(xml).toMatch(/<pane ySplit="1"[^>]*state="frozen"/)
    expect(xml).toMatch(/<col min="1" max="1" width="60/)
    const styles = partOf(bytes, 'xl/styles.xml')
    expect(styles).toMatch(/<cellXfs count="\d+"><xf applyAlignment="1"><alignment vertical="top"/)
    expect(styles).toContain('<b/>')
    expect(styles).toContain('wrapText="1"')
    expect(styles).toContain('formatCode="yyyy-mm-dd"')
  })

  it('keeps a carriage return, which XML would make a line feed of', async () => {
    const bytes = await writeWorkbook([tableSheet('Rows', table)], cut)
    expect(partOf(bytes, 'xl/sharedStrings.xml')).toContain('one_x000D_\ntwo')
  })

  it('says where a text is longer than a cell, and cuts no character in two', async () => {
    const long = `${'x'.repeat(32_766 - cut.length - 1)}🧵${'y'.repeat(100)}`
    const rows = await cellsOf(await writeWorkbook([sheet([[long]])], cut))
    const text = String(rows[1]?.[0])
    expect(text.length).toBeLessThanOrEqual(32_767)
    expect(text).toBe(`${'x'.repeat(32_766 - cut.length - 1)} ${cut}`)
  })

  it('leaves out what XML cannot hold, and opens all the same', async () => {
    const rows = await cellsOf(
      await writeWorkbook([sheet([['a\u0000b\u0007c\uFFFEd\uD800e']])], cut),
    )
    expect(rows[1]?.[0]).toBe('abcde')
  })
})

describe('names of sheets', () => {
  it.each([
    [
      ['Summary', 'Map'],
      ['Summary', 'Map'],
    ],
    [['a/b\\c?*[d]:e'], ['a b c d e']],
    [["'Tis'"], ['Tis']],
    [['x'.repeat(40)], ['x'.repeat(31)]],
    [
      [`${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`],
      ['x'.repeat(31), `${'x'.repeat(27)} 2`],
    ],
    [
      ['Map', 'MAP', 'map'],
      ['Map', 'MAP 2', 'map 3'],
    ],
    [
      ['', '///'],
      ['1', '2'],
    ],
    [['History'], ['History 1']],
    [[`${'x'.repeat(30)}🧵`], ['x'.repeat(30)]],
  ])('%j become %j', (wanted, names) => {
    expect(sheetNames(wanted)).toEqual(names)
  })

  it('are taken by the library, whatever was wanted', async () => {
    const bytes = await writeWorkbook([sheet([['a']], "'[x]:*?/\\'"), sheet([['b']], '')], cut)
    const found = await readExcelFile(Buffer.from(bytes))
    expect(found.map((each) => each.sheet)).toEqual(['x', '2'])
  })
})

describe.skipIf(!hasOffice())('LibreOffice (skipped where `soffice` is not installed)', () => {
  it('opens it and shows every cell as it is', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
    try {
      writeFileSync(
        join(folder, 'book.xlsx'),
        await writeWorkbook([tableSheet('Rows', table)], cut),
      )
      const options = [`-env:UserInstallation=file://${folder}/profile`, '--headless']
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
      execFileSync(
        'soffice',
        [...options, '--convert-to', filter, '--outdir', folder, join(folder, 'book.xlsx')],
        { stdio: 'pipe', timeout: 110_000 },
      )
      const rows: string[][] = parse(readFileSync(join(folder, 'book.csv'), 'utf8'), { bom: true })
      expect(rows.slice(1).map(([text]) => text?.replaceAll('\r', ''))).toEqual(
        texts.map((text) => text.replaceAll('\r', '')),
      )
      expect(rows[2]?.slice(1)).toEqual(['1', '2026-11-09'])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'pipe', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}
