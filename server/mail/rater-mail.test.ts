import { describe, expect, it } from 'vitest'
import { mailWords } from './mail-words'
import {
  codeMail,
  invitationMail,
  type RaterMailInput,
  receiptMail,
  reminderMail,
} from './rater-mail'

const input: RaterMailInput = {
  to: 'ann@acme.example',
  name: 'Ann',
  asker: 'Lakeshore <Board>',
  job: 'machinist',
  credential: 'CNC Machining Certificate',
  competencies: 12,
  minutes: 5,
  closesAt: new Date('2026-12-13T06:00:00Z'),
  timeZone: 'America/Chicago',
  message: 'Please help us.\nIt matters.',
  url: 'https://plumbline.example/r/abc',
}

describe('mails to raters', () => {
  it('ask in plain words, with the last day in the zone of the asker', async () => {
    const mail = invitationMail(await mailWords(), input)
    expect(mail.subject).toBe('Lakeshore <Board> asks: what does a new machinist need?')
    expect(mail.text).toContain('Hello Ann,')
    expect(mail.text).toContain('> Please help us.\n> It matters.')
    expect(mail.text).toContain('Saturday, December 12')
    expect(mail.text).toContain('https://plumbline.example/r/abc/decline')
    expect(mail.unsubscribeUrl).toBe('https://plumbline.example/r/abc/unsubscribe')
    expect(mail.html).not.toContain('<Board>')
  })

  it('say when no other mail follows', async () => {
    const words = await mailWords()
    expect(reminderMail(words, { ...input, last: false }).text).not.toContain('last mail')
    expect(reminderMail(words, { ...input, last: true }).text).toContain('last mail')
  })

  it('confirm answers without any of them', async () => {
    const mail = receiptMail(await mailWords(), input)
    expect(mail.text).toContain('https://plumbline.example/r/abc/receipt')
    expect(mail.text).not.toMatch(/Must have|Should have|Close|Meets|decline/)
  })

  it('carry a code where it can be read at a glance', async () => {
    const mail = codeMail(await mailWords(), { ...input, code: '012345' })
    expect(mail.subject).toBe('012345 is your code')
    expect(mail.text).toContain('012345')
  })
})
