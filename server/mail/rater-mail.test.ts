import { describe, expect, it } from 'vitest'
import { mailWords } from './mail-words'
import { codeMail, followUpMail, invitationMail, noteMail, type RaterMailInput } from './rater-mail'

const input: RaterMailInput = {
  to: 'ann@acme.example',
  name: 'Ann',
  asker: 'Lakeshore <Board>',
  confirmed: true,
  job: 'machinist',
  credential: 'CNC Machining Certificate',
  competencies: 12,
  minutes: 5,
  closesAt: new Date('2026-12-13T06:00:00Z'),
  timeZone: 'America/Chicago',
  message: 'Please help us.\nIt matters.',
  signer: { name: '', title: '' },
  url: 'https://plumbline.example/r/abc',
}

describe('mails to raters', () => {
  it('ask in plain words, with the last minute in the zone of the asker', async () => {
    const mail = invitationMail(mailWords(), input)
    expect(mail.subject).toBe('Lakeshore <Board> asks: what does a new machinist need?')
    expect(mail.text).toContain('Hello Ann,')
    expect(mail.text).toContain('> Please help us.\n> It matters.')
    expect(mail.text).toContain('You can answer until Saturday, December 12, 2026 at 11:59 PM CST.')
    expect(mail.text).toContain('https://plumbline.example/r/abc/decline')
    expect(mail.unsubscribeUrl).toBe('https://plumbline.example/r/abc/unsubscribe')
    expect(mail.html).not.toContain('<Board>')
  })

  it('of an asker nobody has confirmed carry none of its words, and say so', async () => {
    const words = mailWords()
    const shouting = {
      ...input,
      name: 'WINNER',
      message: 'Go to evil.example',
      credential: 'Prize',
      confirmed: false,
    }
    for (const mail of [
      invitationMail(words, shouting),
      followUpMail(words, { ...shouting, last: true }),
    ]) {
      expect(mail.text).toContain('Nobody has confirmed yet who Lakeshore <Board> is.')
      for (const text of [mail.subject, mail.text, mail.html]) {
        expect(text).not.toMatch(/WINNER|evil\.example|Prize/)
      }
      for (const [link] of mail.text.matchAll(/https?:\/\/\S+/g)) {
        expect(new URL(link).origin).toBe('https://plumbline.example')
      }
    }
    expect(noteMail(words, shouting).text).not.toContain('Prize')
    expect(invitationMail(words, input).text).not.toContain('Nobody has confirmed')
  })

  it('can carry no markup and no link of their own, whatever a job is called', () => {
    const job = '<a href="https://evil.example">welder</a>'
    const { html, subject } = invitationMail(mailWords(), { ...input, job })
    expect(html).not.toContain('<a href="https://evil')
    expect(html).toContain('&lt;a href=')
    expect(subject).toContain(job)
  })

  it('follow up in words that fit who has answered and who has not, and say when no other mail comes', async () => {
    const words = mailWords()
    const mail = followUpMail(words, { ...input, last: false })
    expect(mail.text).toContain(
      'If you have answered, thank you; you can change it until Saturday, December 12, 2026 at 11:59 PM CST.',
    )
    expect(mail.subject).toBe('Until Saturday, December 12, 2026: what does a new machinist need?')
    expect(mail.text).not.toContain('last mail')
    expect(followUpMail(words, { ...input, last: true }).text).toContain('last mail')
  })

  it('note that answers are in without any of them', async () => {
    const mail = noteMail(mailWords(), input)
    expect(mail.text).toContain('https://plumbline.example/r/abc/receipt')
    expect(mail.text).toContain('closes on Saturday, December 12, 2026 at 11:59 PM CST.')
    expect(mail.text).not.toMatch(/Must have|Should have|Close|Meets|decline/)
  })

  it('carry a code where it can be read at a glance', async () => {
    const mail = codeMail(mailWords(), { ...input, code: 'K7MP-4XQA' })
    expect(mail.subject).toBe('K7MP-4XQA is your code')
    expect(mail.text).toContain('K7MP-4XQA')
  })
})
