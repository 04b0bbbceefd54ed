import { expect, it } from 'vitest'
import { loadCounties, loadStates } from '@/server/db/reference/load-reference'
import { asReader } from '@/server/db/tenancy'
import { describeOnBothEngines } from '@/server/testing/databases'
import { readCounties } from './read-counties'

describeOnBothEngines('counties as people write them', () => {
  it('are found by their own name and state, every one', async () => {
    const states = new Map(loadStates().map(({ fips, name }) => [fips, name]))
    const written = new Map(
      loadCounties().map(({ fips, state, name }) => [
        `${name}, ${states.get(state)}`,
        `us-${fips}`,
      ]),
    )
    const read = await asReader((tx) => readCounties(tx, [...written.keys()]))
    const missed = [...written].filter(([text, id]) => {
      const meant = read.get(text)
      return meant?.kind !== 'one' || meant.county.id !== id
    })
    expect([written.size > 3000, missed]).toEqual([true, []])
  })

  it('are those of the state of whoever asks, where several states have one', async () => {
    const texts = ['Washington', 'washington county or', '39093', 'nowhere', ' ']
    const near = await asReader((tx) => readCounties(tx, texts, 'us-39093'))
    expect(
      [...near].map(([text, meant]) => [text, meant.kind === 'one' && meant.county.id]),
    ).toEqual([
      ['Washington', 'us-39167'],
      ['washington county or', 'us-41067'],
      ['39093', 'us-39093'],
      ['nowhere', false],
    ])
    const far = await asReader((tx) => readCounties(tx, ['Washington']))
    expect(far.get('Washington')).toMatchObject({ kind: 'several' })
  })
})
