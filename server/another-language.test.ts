import { expect, test } from 'vitest'
import { mailWords } from '@/server/mail/mail-words'
import { signInMail } from '@/server/mail/sign-in-mail'
import { speakAnother } from '@/server/testing/another-language'
import { failedPage } from '@/server/trouble-page'
import { readWords } from '@/server/words/read-words'

test('another language is a folder, and what it lacks is said in the default one', () => {
  speakAnother('qx', { error: { title: 'Ouch' } })
  expect(readWords('qx')).toMatchObject({ error: { title: 'Ouch', tryAgain: 'Try again' } })
  expect(failedPage('')).toMatch(/^<!doctype html><html lang="qx">.*<h1>Ouch<\/h1>/)
})

test('mails speak it', () => {
  speakAnother('qx', { mail: { 'sign-in': { subject: 'Enter {code}' } } })
  const input = { to: 'a@b.example', url: 'https://b.example', code: '123', minutes: 10 }
  const { subject, html } = signInMail(mailWords(), input)
  expect(subject).toBe('Enter 123')
  expect(html).toContain('<html lang="qx">')
})
