import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { DEMO_EMPLOYERS } from '@/server/services/demo/content/employers'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { draftCycle } from './open-cycle'
import { signInAs } from './people'
import { ask, change } from './procedures'
import { test } from './site'
import { mapIsPublished, rateAs, releaseNow } from './until-published'

const ORG = 'four-harbors-community-college'
const JOB = 'soc2018:49-3091'
const OWN = resolve('e2e/fixtures/bicycle-service.jsonld')
const REAL = resolve('../shared/data/ctdl/frameworks')

test.describe('an educator', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One long journey is enough; every page is tried on a phone too.',
  )

  test('imports a framework, publishes a credential, asks employers and reads the map', async ({
    page,
    browser,
    baseURL,
    folder,
    production,
  }) => {
    test.setTimeout(6 * 60_000)
    await signInAs(page, 'educator', { folder, production })

    await importFile(page, OWN)
    await page.getByRole('link', { name: 'Open the framework' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      'Bicycle service competencies',
    )
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()
    await expect(page.getByText('Index gears on an eleven-speed drivetrain').first()).toBeVisible()

    const hits = await ask(page, 'frameworks.search', {
      org: ORG,
      search: { query: 'a', framework: frameworkSlug(page.url()) },
    })
    const asked = hits.slice(0, 12).map(({ id }) => id)
    const slug = await publishCredential(page, asked)

    const raters = DEMO_EMPLOYERS.filter(({ verification }) => verification === 'V2')
      .slice(0, 6)
      .map(({ domain }) => `bicycles@${domain}`)
    const cycleId = await openBicycleCycle(page, slug, asked, raters)
    for (const [index, address] of raters.entries()) {
      await rateAs(browser, { baseURL: baseURL ?? '', folder }, address, index)
    }

    await page.goto(`/o/${ORG}/cycles/${cycleId}`)
    await expect(page.getByText('How many have answered is said in bands')).toBeVisible()
    await change(page, 'cycles.close', { org: ORG, cycleId })
    await releaseNow(browser, { baseURL: baseURL ?? '', folder, production })
    await mapIsPublished(page, { org: ORG, slug, job: '49-3091' })
    await page.goto(`/maps/${slug}/49-3091/all/all`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/\b6 employers\b/).first()).toBeVisible()
    const table = page.getByRole('table').first()
    await expect(table).toContainText('Index gears')
  })

  test('imports a real framework, and the same file again changes nothing', async ({
    page,
    folder,
    production,
  }) => {
    const file = existsSync(REAL)
      ? readdirSync(REAL).find((name) => name.startsWith('bcsp-sts'))
      : undefined
    test.skip(!file, 'The folder ../shared/data is absent.')
    await signInAs(page, 'educator', { folder, production })
    await importFile(page, join(REAL, file ?? ''))
    await page.goto(`/o/${ORG}/frameworks/imports/new`)
    await page.locator('input[type=file]').setInputFiles(join(REAL, file ?? ''))
    await page.getByRole('button', { name: 'Upload and preview' }).click()
    await expect(page.getByText('Applying it changes nothing')).toBeVisible()
  })
})

test.describe('a list of raters', () => {
  test('comes from a file, is asked about, and gives back what was refused', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'educator', { folder, production })
    const cycleId = await draftCycle(page, `Raters from a file ${Date.now()}`)
    await page.goto(`/o/${ORG}/cycles/${cycleId}`)
    const stamp = Date.now()
    const domain = `isp-${stamp}.example`
    const firms = [`O\x92Brien ${stamp},Ann,ann@${domain}`, `Beta ${stamp},Bo,bo@${domain}`]
    const rows = [...firms, 'Gamma,Cy,cy@nowhere']
    const buffer = Buffer.from(['Shop,Who,Reach', ...rows].join('\n'), 'latin1')
    const file = { name: 'raters.csv', mimeType: 'text/csv', buffer }
    await page.locator('input[type=file]').setInputFiles(file)
    const check = page.getByRole('button', { name: 'Check the addresses' })
    await check.click()
    await expect(page.getByText('It was read as Windows-1252')).toBeVisible()
    await expect(page.getByLabel('What column 3 holds: Reach')).toHaveValue('email')
    await page.getByLabel('What column 1 holds: Shop').selectOption({ label: 'Employer' })
    await expect(page.getByText('Addresses: 2 · Employers: 2 · Problems: 1')).toBeVisible()
    await check.click()
    await expect(page.getByText('Columns that were not used: Who.')).toBeVisible()
    await expect(page.getByText(`${domain}: O’Brien ${stamp}; Beta ${stamp}.`)).toBeVisible()
    const link = page.getByRole('link', { name: 'Download these lines (CSV)' })
    const saved = await (await page.request.get((await link.getAttribute('href')) ?? '')).text()
    expect(saved).toContain('Shop,Who,Reach,Line,What is wrong')
    expect(saved).toContain('Gamma,Cy,cy@nowhere,4,')
    await page.getByRole('button', { name: 'Invite these raters (2)' }).click()
    await expect(page.getByText('Raters added: 2.')).toBeVisible()
    await expect(page.getByText('Lines that cannot be used: 1.')).toBeVisible()
  })

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
      test.use({ javaScriptEnabled })

      test('comes from the sheet of a workbook that is meant', async ({
        page,
        folder,
        production,
      }) => {
        await signInAs(page, 'educator', { folder, production })
        const cycleId = await draftCycle(page, `Raters from a sheet ${Date.now()}`)
        await page.goto(`/o/${ORG}/cycles/${cycleId}`)
        const domain = `sheet-${Date.now()}.example`
        const titles = [['Advisory board'], ['', 'this fall'], ['as agreed']]
        const rows = [
          ['Company', 'Email'],
          ['Tide Works', `ann@${domain}`],
        ]
        const buffer = Buffer.from(
          makeWorkbook({
            sheets: [
              { name: 'This fall', rows: textRows([...titles, ...rows]) },
              { name: 'Last fall', rows: textRows([['Email'], [`bo@${domain}`]]) },
            ],
          }),
        )
        const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'raters.xlsx', mimeType, buffer })
        await page.getByRole('button', { name: 'Check the addresses' }).click()
        await expect(page.getByLabel('Address, line 5')).toHaveValue(`ann@${domain}`)
        await page.getByText('Which column is which?').click()
        await expect(page.getByLabel('The headings are in row')).toHaveValue('4')
        await page.getByLabel('Sheet', { exact: true }).selectOption({ label: 'Last fall' })
        await page.getByRole('button', { name: 'Read again' }).click()
        await expect(page.getByLabel('Address, line 2')).toHaveValue(`bo@${domain}`)
        await page.getByRole('button', { name: 'Invite these raters (1)' }).click()
        await expect(page.getByText('Raters added: 1.')).toBeVisible()
        await expect(page.getByText(`bo@${domain}`).filter({ visible: true }).first()).toBeVisible()
      })
    })
  }
})

test.describe('statements from elsewhere', () => {
  test('are read as they are meant, in their direction, on the narrowest phone', async ({
    page,
    folder,
    production,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await signInAs(page, 'educator', { folder, production })
    await importFile(page, join('e2e', 'fixtures', 'marked-up.case.json'))
    await page.getByRole('link', { name: 'Open the framework' }).click()
    const seam = page.locator('li[data-competency]', { hasText: 'Grinds the seam' })
    await expect(seam.locator('em, bdi').first()).toContainText('flush & bright.')
    await expect(seam.getByRole('listitem')).toHaveText(['by hand', 'by machine'])
    await expect(page.getByText('<p>')).toHaveCount(0)
    expect(await page.title()).not.toContain('taken')
    const pressure = page.locator('bdi', { hasText: 'PSI' }).first()
    expect(await pressure.evaluate((said) => getComputedStyle(said).direction)).toBe('rtl')
    const [wide, screen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(wide).toBeLessThanOrEqual(screen ?? 0)
  })

  test('are found and reached in a framework too large for a page', async ({
    page,
    isMobile,
    folder,
    production,
  }) => {
    test.skip(isMobile, 'The parts of a framework are pages like others.')
    test.setTimeout(4 * 60_000)
    await signInAs(page, 'educator', { folder, production })
    await page.goto(`/o/${ORG}/frameworks/imports/new`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'large.json',
      mimeType: 'application/json',
      buffer: Buffer.from(largeFramework()),
    })
    await page.getByRole('button', { name: 'Upload and preview' }).click()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect(page.getByText('Done. The framework is as the file says.')).toBeVisible({
      timeout: 120_000,
    })
    await page.getByRole('link', { name: 'Open the framework' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()
    const slug = frameworkSlug(page.url())
    for (const address of [`/frameworks/${slug}`, `/o/${ORG}/frameworks/${slug}`]) {
      const html = await (await page.request.get(address)).body()
      expect(html.byteLength, address).toBeLessThan(300_000)
      await page.goto(address)
      await page.getByLabel('Find a competency').fill('part 1999 of')
      await expect(page.getByText('1 of 2000 competencies')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Measures part 1999 of' })).toBeVisible()
      await page.getByRole('link', { name: 'Next' }).click()
      await expect(page.getByText(/^Page 2 of/)).toBeVisible()
    }
  })
})

/** 2,000 competencies side by side. */
function largeFramework(): string {
  const id = (at: number) => `0b000000-0000-4000-8000-${String(at).padStart(12, '0')}`
  const said = (at: number) =>
    `Measures part ${at} of a machine with a caliper and writes down by how much it differs`
  return JSON.stringify({
    CFDocument: { identifier: id(9999), uri: 'https://parts.example', title: 'Parts of a machine' },
    CFItems: Array.from({ length: 2000 }, (_, at) => ({
      identifier: id(at),
      uri: `https://parts.example/${at}`,
      humanCodingScheme: `P${at}`,
      fullStatement: said(at),
    })),
    CFAssociations: [],
  })
}

async function importFile(page: Page, file: string): Promise<void> {
  await page.goto(`/o/${ORG}/frameworks/imports/new`)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('Done. The framework is as the file says.')).toBeVisible({
    timeout: 60_000,
  })
}

function frameworkSlug(address: string): string {
  return new URL(address).pathname.split('/').at(-1) ?? ''
}

async function publishCredential(page: Page, competencyIds: string[]): Promise<string> {
  const { slug } = await change(page, 'credentials.create', {
    org: ORG,
    details: {
      name: 'Bicycle Mechanic Certificate',
      kind: 'certificate',
      description: 'Two evenings a week in the workshop.',
      url: '',
      lengthText: '20 weeks',
      costText: '',
      occupationIds: [JOB],
    },
  })
  for (const competencyId of competencyIds.slice(0, 8)) {
    await change(page, 'credentials.addClaim', {
      org: ORG,
      slug,
      claim: { competencyId, claim: 'teaches', level: '' },
    })
  }
  await page.goto(`/o/${ORG}/credentials/${slug}`)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Published', { exact: true }).first()).toBeVisible()
  return slug
}

async function openBicycleCycle(
  page: Page,
  slug: string,
  competencyIds: string[],
  raters: string[],
): Promise<string> {
  const choices = await ask(page, 'cycles.choices', {
    org: ORG,
    occupationId: JOB,
    credentialQuery: 'Bicycle',
    competencyQuery: '',
    credentialIds: [],
    competencyIds: [],
  })
  const credential = choices.credentials.find(({ name }) => name.startsWith('Bicycle'))
  if (!credential) throw new Error(`The college cannot ask about ${slug}.`)
  const { id } = await change(page, 'cycles.create', {
    org: ORG,
    title: 'Bicycle mechanics, first round',
    occupationId: JOB,
    credentialIds: [credential.id],
    competencyIds,
    closesOn: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'America/New_York',
    message: '',
  })
  await page.goto(`/o/${ORG}/cycles/${id}`)
  await page.getByLabel('Addresses').fill([...raters, 'not an address', raters[0]].join('\n'))
  await page.getByRole('button', { name: 'Check the addresses' }).click()
  await expect(page.getByText('Lines that cannot be used: 2.')).toBeVisible()
  await page.getByRole('button', { name: `Invite these raters (${raters.length})` }).click()
  await expect(page.getByText(raters[0] ?? '').first()).toBeVisible()
  await page.getByRole('link', { name: 'Look once more, then send' }).click()
  await page.getByRole('button', { name: /^Send / }).click()
  await expect(page.getByText('Open', { exact: true }).first()).toBeVisible()
  return id
}
