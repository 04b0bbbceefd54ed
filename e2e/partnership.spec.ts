import { expect } from '@playwright/test'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { signInAs } from './people'
import { test } from './site'

const ORG = 'four-harbors-workforce-partnership'

test.describe('a regional partnership', () => {
  test.skip(
    ({ isMobile }) => isMobile,
    'One journey is enough; every page is tried on a phone too.',
  )

  test('confirms an employer, turns one down, and reads its summary', async ({
    page,
    folder,
    production,
  }) => {
    await signInAs(page, 'partnership', { folder, production })
    await page.goto(`/o/${ORG}/employers`)
    const boxes = page.getByRole('listitem').getByRole('checkbox')
    const waiting = await boxes.count()
    expect(waiting).toBeGreaterThan(1)
    const [first, second] = [boxes.first(), boxes.nth(1)]
    const id = (await second.getAttribute('value')) ?? ''
    await first.check()
    await second.check()
    await page.locator(`[name="county.${id}"]`).fill('Nowhere County')
    await page.getByRole('button', { name: 'Confirm those ticked' }).click()
    await expect(page.getByText('1 is confirmed. Its answers count')).toBeVisible()
    await expect(page.getByText('1 could not be decided')).toBeVisible()
    await expect(page.getByText('We do not know this county')).toBeVisible()
    await expect(page.locator(`[name="county.${id}"]`)).toHaveValue('Nowhere County')
    await expect(page.locator(`input[type=checkbox][value="${id}"]`)).toBeChecked()
    await expect(boxes).toHaveCount(waiting - 1)
    await page.getByText('Turn down those ticked').first().click()
    await page.getByLabel('Reason, told to whoever asked').fill('Not in our counties.')
    await page.getByRole('button', { name: 'Turn down those ticked' }).click()
    await expect(page.getByText('1 was turned down.')).toBeVisible()
    await expect(boxes).toHaveCount(waiting - 2)

    await page.goto(`/o/${ORG}/summaries`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.goto('/summaries/all/all')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/employers/).first()).toBeVisible()
  })

  test('weighs its region to jobs by sector, and goes back', async ({
    page,
    folder,
    production,
  }) => {
    const here = `/o/${ORG}/region/employment`
    const load = async (text: string) => {
      await page.getByLabel('Workbook or CSV file').setInputFiles({
        name: 'jobs.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      })
      await page.getByRole('button', { name: 'Upload and preview' }).click()
      await expect(page.getByRole('heading', { name: 'To be stored: jobs.csv' })).toBeVisible()
    }
    const weighted = page.getByRole('heading', { name: 'Weighted to the region’s industries' })
    const unweighted = page.getByText('nobody has loaded how many jobs')

    await signInAs(page, 'partnership', { folder, production })
    await page.goto(`/o/${ORG}/region`)
    await page.getByRole('link', { name: 'Employment by sector' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Employment by sector')
    const before = await (await page.request.get(`${here}/employment.csv`)).text()
    expect(before).toContain('four-harbors-sample,31-33,52000')
    const columns = page.getByRole('link', { name: 'What the columns mean' })
    const meant = await (await page.request.get((await columns.getAttribute('href')) ?? '')).text()
    expect(
      meant
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0]),
    ).toEqual(before.split('\r\n')[0]?.split(','))

    await load('region,sector,employment\nfour-harbors-sample,31,5\n')
    await expect(page.getByText('Line 2, sector')).toBeVisible()
    const file = page.getByRole('link', { name: 'Download these lines as CSV' })
    const problems = await (await page.request.get((await file.getAttribute('href')) ?? '')).text()
    expect(problems.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFLine,Column,What is wrong',
      '2,sector,"“31” is a part of a sector. Give the whole two-digit sector, such as 31-33."',
    ])
    await expect(page.getByRole('button', { name: 'Store', exact: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Give up this file' }).click()
    await expect(page.getByText('The file was given up.')).toBeVisible()

    await load(
      'Region,NAICS,Jobs,Wages\nfour-harbors-sample,31-33,"9,150.0",5\n,,,\nfour-harbors-sample,332,7,5\n',
    )
    await expect(page.getByText('Columns that are not used: Wages.')).toBeVisible()
    await expect(page.getByText(/^Lines left out because they are totals.*: 1\.$/)).toBeVisible()
    await page.getByRole('button', { name: 'Give up this file' }).click()
    await expect(page.getByText('The file was given up.')).toBeVisible()

    await load('place,NAICS,Jobs\nfour-harbors-sample,31-33,5\n')
    await expect(page.getByText('No column says which region.')).toBeVisible()
    await expect(page.getByText('The headings are: place, NAICS, Jobs.')).toBeVisible()
    await page.getByRole('button', { name: 'Give up this file' }).click()
    await expect(page.getByText('The file was given up.')).toBeVisible()

    await page.getByRole('button', { name: /^Remove the employment of / }).click()
    await expect(page.getByText('No employment yet')).toBeVisible()
    await page.goto(`/o/${ORG}/summaries`)
    await expect(weighted).toBeVisible()
    await expect(unweighted).toBeVisible()

    await page.goto(here)
    await load(before)
    await expect(page.getByText('One region can be stored.')).toBeVisible()
    await page.getByRole('button', { name: 'Store', exact: true }).click()
    await expect(page.getByText('Stored. The summary shows weighted figures')).toBeVisible()
    expect(await (await page.request.get(`${here}/employment.csv`)).text()).toBe(before)
    await page.goto(`/o/${ORG}/summaries`)
    await expect(unweighted).toHaveCount(0)
    await expect(page.getByText(/weighted \d+ \(\d+–\d+\)/).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Who took part' })).toBeVisible()
  })

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
      test.use({ javaScriptEnabled })

      test('looks at jobs in a workbook, sheet by sheet', async ({ page, folder, production }) => {
        await signInAs(page, 'partnership', { folder, production })
        await page.goto(`/o/${ORG}/region/employment`)
        const titles = [['Jobs by sector'], ['', 'March'], ['as published']]
        const headings = ['Region', 'NAICS', 'Jobs', 'People']
        const row = (jobs: string) => ['four-harbors-sample', '31-33', jobs, '9']
        const buffer = Buffer.from(
          makeWorkbook({
            sheets: [
              { name: 'Notes', rows: textRows([['Ask the agency'], ['before May']]) },
              { name: 'This year', rows: textRows([...titles, headings, row('52001')]) },
              { name: 'Last year', rows: textRows([headings, row('51002')]) },
            ],
          }),
        )
        const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        await page
          .getByLabel('Workbook or CSV file')
          .setInputFiles({ name: 'jobs.xlsx', mimeType, buffer })
        await page.getByRole('button', { name: 'Upload and preview' }).click()
        await expect(page.getByRole('heading', { name: 'To be stored: jobs.xlsx' })).toBeVisible()
        await expect(page.getByText('52,001').first()).toBeVisible()
        await page.getByText('How the columns were taken').click()
        await expect(page.getByText('Lines: 1 · Regions: 1 · Problems: 0')).toBeVisible()
        await expect(page.getByLabel('The headings are in row')).toHaveValue('4')
        await expect(page.getByLabel('What column 3 holds: Jobs')).toHaveValue('employment')
        await page.getByLabel('Sheet', { exact: true }).selectOption({ label: 'Last year' })
        await page.getByRole('button', { name: 'Read again' }).click()
        await expect(page.getByText('51,002').first()).toBeVisible()
        await page.getByText('How the columns were taken').click()
        await page.getByLabel('What column 3 holds: Jobs').selectOption({ label: 'not used' })
        await page.getByLabel('What column 4 holds: People').selectOption({ label: 'jobs' })
        await page.getByRole('button', { name: 'Read with these columns' }).click()
        await expect(page.getByText('Columns that are not used: Jobs.')).toBeVisible()
        await page.getByRole('button', { name: 'Give up this file' }).click()
        await expect(page.getByText('The file was given up.')).toBeVisible()
      })
    })
  }
})
