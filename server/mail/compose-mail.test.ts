import { describe, expect, test } from 'vitest'
import { composeMail } from './compose-mail'
import { mailWords } from './mail-words'
import { memberInvitationMail } from './member-invitation-mail'
import { signInMail } from './sign-in-mail'

describe('a mail', () => {
  test('says the same in text and in HTML', async () => {
    const mail = signInMail(mailWords(), {
      to: 'kim@works.example',
      url: 'https://site.example/sign-in/link?token=abc&next=%2Fo%2Fkeel',
      code: 'K7MP-4XQA',
      minutes: 10,
    })
    expect(mail.subject).toContain('K7MP-4XQA')
    expect(mail.text).toContain('https://site.example/sign-in/link?token=abc&next=%2Fo%2Fkeel')
    expect(mail.html).toContain('token=abc&amp;next=%2Fo%2Fkeel')
    for (const words of ['K7MP-4XQA', '10 minutes']) {
      expect(mail.text).toContain(words)
      expect(mail.html).toContain(words)
    }
  })

  test('shows names as text, never as markup or as another header', async () => {
    const mail = memberInvitationMail(mailWords(), {
      to: 'kim@works.example',
      url: 'https://site.example/invitations/t',
      organization: 'Keel <script>alert(1)</script>\r\nBcc: everyone@works.example',
      inviter: '"><img src=x>',
      confirmed: true,
      role: 'editor',
      until: new Date('2026-03-01T12:00:00Z'),
    })
    expect(mail.subject).not.toMatch(/[\r\n]/)
    expect(mail.html).not.toContain('<script')
    expect(mail.html).not.toContain('<img')
    expect(mail.text).toContain('March 1, 2026')
  })

  test('sets what somebody wrote off from our own words', () => {
    const mail = composeMail({
      to: 'kim@works.example',
      lang: 'en',
      subject: 'x',
      parts: [{ kind: 'quote', text: 'first\nsecond' }],
      footer: [],
    })
    expect(mail.text).toContain('> first\n> second')
    expect(mail.html).toContain('first<br>second')
  })
})
