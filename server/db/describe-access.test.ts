import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { database } from './client'
import { describeAccess } from './describe-access'

const page = readFileSync('docs/access.md', 'utf8')
const described = async () => (await database()).withOwner(describeAccess)

describeOnBothEngines('docs/access.md', () => {
  test('says of every role what a freshly migrated database lets it do', async () => {
    expect(await described()).toBe(page)
  })

  test.each([
    [
      'a column',
      'GRANT SELECT (fit) ON rating TO plumbline_courier',
      '| rating | fit | – | – | – |',
    ],
    ['everybody', 'GRANT TRUNCATE ON rating TO PUBLIC', 'Also TRUNCATE on rating.'],
  ])('would differ with a right more, given to %s', async (_whom, grant, told) => {
    await (await database()).withOwner(({ query }) => query(grant))
    const now = await described()
    expect(now).toContain(told)
    expect(page).not.toContain(told)
  })
})
