import { createTranslator, type Messages } from 'next-intl'
import { describe, expect, test, vi } from 'vitest'
import { readWords } from '@/server/words/read-words'
import { answersText } from './answers-text'

vi.mock('next-intl/server', () => ({
  getLocale: async () => 'en',
  getTranslations: async (namespace: 'ratings') => {
    const messages: Messages = readWords('en')
    return createTranslator({ locale: 'en', messages, namespace })
  },
}))

const sent = {
  at: new Date('2026-11-30T15:00:00Z'),
  ...({ role: 'supervises', exposure: 'few', value: 3, providerStaff: false } as const),
  ...{ forgotten: '', offered: false },
  lines: [
    {
      ...{ name: 'Reads drawings', importance: '4', fit: '2' },
      ...{ importanceGroup: null, fitGroup: null },
    },
  ],
}
const receipt = {
  ...({ packetId: 'p', state: 'open', asker: 'Lakeshore Board', job: 'machinist' } as const),
  ...{ credential: 'CNC Certificate', apprenticeship: false, provider: 'Lakeshore College' },
  ...{ operator: 'Lakeshore Trust', closesAt: sent.at, timeZone: 'America/New_York' },
  ...{ printed: false, packets: [] },
}
const text = (own: { forgotten: string; offered: boolean }) =>
  answersText({ ...receipt, sent: { ...sent, ...own } })

describe('the file a rater keeps', () => {
  test('holds what was forgotten, and who else may read that', async () => {
    expect(await text({ forgotten: 'Reading by touch', offered: false })).toContain(
      '\n\nWhat we forgot\nReading by touch\nOnly you can read this line.\n',
    )
    expect(await text({ forgotten: 'Reading by touch', offered: true })).toMatch(
      /\nReading by touch\nYou offered this line .* five confirmed employers that Lakeshore Board asked about this job/,
    )
  })

  test('says nothing of it where nothing was', async () => {
    const whole = await text({ forgotten: '', offered: false })
    expect(whole).toContain('1. Reads drawings\n')
    expect(whole).not.toContain('forgot')
  })
})
