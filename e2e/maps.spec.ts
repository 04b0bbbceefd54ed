import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/node'
import { z } from 'zod'
import { test } from './site'

const MAP = '/maps/nursing-assistant-certification/31-1131/all/all'

const MapFile = z.object({
  method: z.string(),
  release: z.object({ number: z.number(), date: z.string(), method: z.string() }),
  competencies: z.array(
    z.object({
      competency: z.object({ id: z.string(), label: z.string() }),
      fit: z.object({ points: z.number(), lower: z.number(), upper: z.number() }).nullable(),
      need: z.object({ points: z.number() }).nullable(),
      trend: z.object({
        fit: z
          .object({ change: z.string(), releases: z.array(z.object({ number: z.number() })) })
          .nullable(),
      }),
    }),
  ),
})

test.describe('a published map', () => {
  test('tells what changed by the same employers, and where the need is clearly smaller', async ({
    page,
  }) => {
    const { competencies } = await mapFile(page)
    const changed = competencies.find((row) => /lower$/.test(row.trend.fit?.change ?? ''))
    const { change, releases = [] } = changed?.trend.fit ?? {}
    const from = releases[0]?.number
    const said =
      change === 'lower'
        ? `Fit is lower than in release ${from}.`
        : `Fit may have moved down since release ${from}. Of twelve lines about one looks moved by chance.`
    await page.goto(MAP)
    await expect(
      page.getByText(/^Next tier of need, which begins clearly below /).first(),
    ).toBeVisible()
    const row = page.locator(`[id="c-${changed?.competency.id}"]`)
    await row.locator('summary').click()
    await expect(row.getByText(said)).toBeVisible()
    await expect(row.getByText(/The same employers, perhaps other people/).first()).toBeVisible()
    const table = row.getByRole('table', { name: /^Fit by release/ })
    await expect(table.getByRole('row')).toHaveCount(3)
    const once = page.locator('li', { hasText: 'claimed, not needed' }).first()
    await once.locator('summary').click()
    await expect(
      once.getByText(/^(First answers in release \d+|Same answers as in release \d+, older)\./),
    ).toBeVisible()
  })

  test('stamps every figure and file with its release and the method', async ({ page }) => {
    const { method, release } = await mapFile(page)
    const stamp = `Method ${method}`
    for (const path of [MAP, '/method', '/method/technical-note']) {
      await page.goto(path)
      await expect(page.getByText(stamp).first(), path).toBeVisible()
    }
    for (const path of ['/summaries/all/all', '/occupations/31-1131']) {
      await page.goto(path)
      await expect(page.getByText(new RegExp(`method ${method}`)).first(), path).toBeVisible()
    }
    await page.goto(MAP)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText(`Release ${release.number} ·`)).toBeVisible()
    await expect(page.getByText(stamp, { exact: true })).toBeVisible()
    const [head = '', first = ''] = (await text(page, `${MAP}/map.csv`)).split('\n')
    const at = (name: string) => first.split(',')[head.split(',').indexOf(name)]
    expect([at('method_version'), at('release')]).toEqual([method, String(release.number)])
    const constants = z
      .object({ method: z.string(), constants: z.object({ smallestGroup: z.number() }) })
      .parse(JSON.parse(await text(page, '/method/constants.json')))
    expect(constants).toMatchObject({ method, constants: { smallestGroup: 5 } })
  })

  test('is kept as a workbook and as a table, with what its columns mean', async ({ page }) => {
    await page.goto(MAP)
    const book = await kept(page, 'Excel (XLSX)')
    expect(book.name).toMatch(/^map-nursing-assistant-certification-31-1131-.*\.xlsx$/)
    const sheets = await readExcelFile(book.bytes)
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Summary', 'Map', 'Dictionary'])
    const [summary, rows, dictionary] = sheets.map(({ data }) => data)
    const { release, competencies } = await mapFile(page)
    expect(summary).toContainEqual(['Release', release.number])
    const column = (name: string) => {
      const at = rows?.[0]?.indexOf(name) ?? -1
      return rows?.slice(1).map((row) => row[at])
    }
    expect(column('competency')).toEqual(competencies.map(({ competency }) => competency.label))
    expect(column('fit')).toEqual(competencies.map(({ fit }) => fit?.points ?? null))
    const [head = ''] = (await text(page, `${MAP}/map.csv`)).trim().split('\r\n')
    expect(rows?.[0]?.join(',')).toBe(head.replace('\uFEFF', ''))
    const beside = await kept(page, 'What the columns mean')
    expect(beside.name).toBe('map-dictionary.csv')
    const lines: string[][] = parse(beside.bytes, { bom: true })
    expect(lines).toEqual(dictionary)
    expect(lines.slice(1).map(([name]) => name)).toEqual(rows?.[0])
  })

  test('draws on frameworks that are kept the same way', async ({ page }) => {
    await page.goto('/frameworks')
    await page.getByRole('main').locator('a[href^="/frameworks/"]').first().click()
    await page.waitForURL(/\/frameworks\/[^/]+$/)
    const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const book = await kept(page, 'Excel (XLSX)')
    const [summary, rows, dictionary] = await readExcelFile(book.bytes)
    expect(summary?.data).toContainEqual(['Framework', name])
    const table = await kept(page, 'CSV')
    const lines: string[][] = parse(table.bytes, { bom: true })
    expect(rows?.data.length).toBe(lines.length)
    expect(rows?.data[0]).toEqual(lines[0])
    const beside = await kept(page, 'What the columns mean')
    expect(beside.name).toBe('framework-dictionary.csv')
    expect(parse(beside.bytes, { bom: true })).toEqual(dictionary?.data)
  })

  test('has a technical note that stands alone', async ({ page }) => {
    await page.goto('/method')
    await page.getByRole('link', { name: /^technical note/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Technical note on the method')
    await expect(page.getByRole('table', { name: 'Reference values' })).toContainText('beta')
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.reload()
    expect(requests).toHaveLength(1)
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a row is followed from the answers to the words', async ({ page }) => {
    const { competencies } = await mapFile(page)
    const worked = competencies.find((row) => row.need !== null)
    await page.goto(MAP)
    const row = page.locator(`[id="c-${worked?.competency.id}"]`)
    await row.locator('summary').click()
    await row.getByRole('link', { name: 'How these numbers were made' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(worked?.competency.label ?? '')
    const said = await page.getByText(/^The average shortfall of the votes together/).textContent()
    const [mean = 0, , , , points = 0] = (said ?? '').match(/\d+(\.\d+)?/g)?.map(Number) ?? []
    expect(points).toBeCloseTo(100 * (1 - mean), 0)
    expect(Math.round(points)).toBe(worked?.fit?.points)
    const votes = page.getByRole('table', { name: /level by level: How ready holders were/ })
    await expect(votes.getByRole('row')).toHaveCount(7)
    const formula = page.getByText('The formula').first()
    await formula.click()
    await expect(page.getByText(/^Faded votes of a level/).first()).toBeVisible()
    await page.getByRole('link', { name: 'To the map' }).click()
    await expect(page).toHaveURL(new RegExp(`${MAP}#c-`))
  })

  test('the method is read by rows of published maps', async ({ page }) => {
    await page.goto('/method')
    await page.locator('#s4').getByRole('link').first().click()
    await expect(page.getByText('How these numbers were made').first()).toBeVisible()
  })
})

async function mapFile(page: Page): Promise<z.infer<typeof MapFile>> {
  return MapFile.parse(JSON.parse(await text(page, `${MAP}/map.json`)))
}

async function text(page: Page, path: string): Promise<string> {
  return (await page.request.get(path)).text()
}

/** The file behind a link to download. */
async function kept(page: Page, label: string): Promise<{ name: string; bytes: Buffer }> {
  const link = page.getByRole('link', { name: label, exact: true })
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}
