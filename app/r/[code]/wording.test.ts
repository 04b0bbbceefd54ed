import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import mail from '@/messages/en/mail.json'
import ratings from '@/messages/en/ratings.json'
import scales from '@/messages/en/scales.json'

const values = {
  asker: 'Lakeshore Workforce Board',
  job: 'machinist',
  credential: 'CNC Machining Certificate',
  provider: 'Lakeshore College',
  operator: 'Lakeshore Data Trust',
  count: 12,
  minutes: 5,
  date: 'Friday, 12 December',
  name: 'Ann',
}

describe('the words a rater reads', () => {
  it('say who asks, what, how long, who stores it and the groups of five in at most 60 words', () => {
    const t = createTranslator({ locale: 'en', messages: ratings, namespace: 'intro' })
    const intro = t('text', values)
    expect(words(intro).length).toBeLessThanOrEqual(60)
    for (const needed of [
      values.asker,
      values.credential,
      '12',
      '5 minutes',
      values.operator,
      'five or more',
    ]) {
      expect(intro).toContain(needed)
    }
  })

  it.each([
    'intro',
    'privacy',
    'rate',
    'receipt',
    'code',
    'decline',
    'unsubscribe',
    'ended',
    'passing',
    'printed',
    'forgotten',
  ] as const)('in "%s" can be read in grade 8', (area) => {
    const text = texts(ratings[area]).join(' ')
    expect(grade(text)).toBeLessThanOrEqual(8)
  })

  it('in mails can be read in grade 8', () => {
    expect(grade(texts(mail.rating).join(' '))).toBeLessThanOrEqual(8)
  })

  it('ask the questions of the scales in grade 8 words on the whole', () => {
    expect(grade(texts(scales).join(' '))).toBeLessThanOrEqual(8)
  })

  it('ask of an apprenticeship when people finished it, not when they started', () => {
    const question = scales.fit.question
    expect(question).toContain('When they started, could they do this as well as the job needs?')
    expect(scales.fit.questionFinished).toBe(question.replace('started,', 'finished it,'))
    expect(question.endsWith(scales.fit.short)).toBe(true)
    expect(scales.fit.shortFinished).toBe(
      scales.fit.short.replace('started,', 'finished the apprenticeship,'),
    )
  })

  it('ask in short how much of the same', () => {
    expect(scales.importance.question).toContain(scales.importance.short.replace('?', ''))
  })

  it('say of one or two people that this is about the program, word by word', () => {
    expect(scales.exposure.ofFew).toBe(
      "This is about what the program prepares for. It is not a review of a person and goes in nobody's file.",
    )
  })

  it('tell what was moved, and that one’s own answer was not', () => {
    const moved =
      'When nearly everyone gave the same answer we move one or two marks in the picture, so nobody can be picked out. Yours is kept as you gave it.'
    expect(ratings.privacy.change).toContain(moved)
    expect(ratings.receipt.moved).toBe(moved)
  })

  it('use the product’s words', () => {
    const text = [...texts(ratings), ...texts(mail.rating)].join(' ')
    expect(text).not.toMatch(
      /\bsurvey|respondent|KSA|questionnaire|satisf|gap analysis|\b(?:round|skill|school|college|firm)s?\b/i,
    )
  })
})

/** Flesch-Kincaid grade level. Names in braces count as one word of two syllables. */
function grade(text: string): number {
  const sentences = text.split(/[.!?:…]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length
  const all = words(text)
  const syllables = all.reduce((sum, word) => sum + syllablesOf(word), 0)
  return 0.39 * (all.length / sentences) + 11.8 * (syllables / all.length) - 15.59
}

function texts(node: unknown): string[] {
  if (typeof node === 'string') {
    const plain = node
      .replace(/\{(\w+), plural, one \{[^{}]*\} other \{([^{}]*)\}\}/g, '$2')
      .replace(/\{\w+\}/g, 'number')
    return [/[.!?…]$/.test(plain) ? plain : `${plain}.`]
  }
  return node && typeof node === 'object' ? Object.values(node).flatMap(texts) : []
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? []
}

function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (plain.length <= 3) return 1
  const groups = plain
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 1)
}
