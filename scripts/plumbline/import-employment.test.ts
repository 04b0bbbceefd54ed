import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { systemContext } from '@/server/services/context'
import { readEmployment } from '@/server/services/employment/read-employment'
import { removeEmployment } from '@/server/services/employment/remove-employment'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { parse, say } from './command'
import { importEmployment } from './import-employment'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-employment-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

/** Runs the command on a workbook, with what it says on both streams. */
async function command(...options: string[]) {
  const path = join(folder, 'jobs.xlsx')
  const headings = ['County', 'NAICS', 'Jobs', 'People']
  writeFileSync(
    path,
    makeWorkbook({
      sheets: [
        {
          name: 'This year',
          rows: textRows([['Jobs'], ['', 'March'], headings, ['us-39093', '22', '5', '7']]),
        },
        { name: 'Last year', rows: textRows([headings, ['us-39093', '22', '4', '6']]) },
      ],
    }),
  )
  const said: string[] = []
  const listen = (text: string | Uint8Array) => said.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(listen)
  vi.spyOn(process.stderr, 'write').mockImplementation(listen)
  const code = await importEmployment.run(parse(importEmployment, [path, ...options]))
  return { code, said: said.join('') }
}

describeOnBothEngines('the command that loads employment', () => {
  const jobs = async () => {
    const { stored } = await readEmployment(systemContext('command', 'test'))
    return stored.find(({ region }) => region.id === 'us-39093')?.known
  }

  it('reads a workbook below its titles, and the sheet and the columns that are said', async () => {
    expect(await command()).toMatchObject({ code: 0 })
    expect(await jobs()).toBe(5)
    await command('--sheet=last year', '--heading-row=1', '--columns=employment=People')
    expect(await jobs()).toBe(6)
    await removeEmployment(systemContext('command', 'test'), { regionId: 'us-39093' })
  })

  it('says which columns are missing, and stores nothing', async () => {
    const { code, said } = await command('--columns=employment=')
    expect([code, await jobs()]).toEqual([1, undefined])
    expect(said).toContain('No column says how many jobs.')
  })

  it.each([
    ['--sheet=Next year', /there is no sheet "Next year". There are 1 This year, 2 Last year/],
    ['--heading-row=first', say('import.headingRow')],
    ['--columns=what=1', /"what=1" is not one of our columns/],
    ['--columns=region=Place', /there is no column "Place". There are 1 County, 2 NAICS/],
  ])('refuses %s', async (option, why) => {
    await expect(command(option)).rejects.toThrow(why)
  })
})
