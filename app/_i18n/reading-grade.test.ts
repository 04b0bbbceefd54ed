import { expect, it, test } from 'vitest'
import { plainMessage, readingGrade, sentencesOf, wordsOf } from '@/server/testing/reading-grade'
import { readWords, type Words } from '@/server/words/read-words'

/** What raters and employers read, screen by screen. The scales are METHOD's wording and stand as they are. */
const screens = [
  // A rater's invitation, from the mail to the receipt.
  ...['ratings.intro', 'ratings.privacy', 'ratings.rate', 'ratings.receipt', 'ratings.code'],
  ...['ratings.decline', 'ratings.unsubscribe', 'ratings.ended', 'mail.rating', 'privacy'],
  ...['ratings.passing', 'ratings.printed', 'ratings.forgotten', 'offered-words'],
  // An employer's workspace, and the way in.
  ...['home.employer', 'requests', 'requirements', 'own-answers', 'coverage', 'settings'],
  ...['team', 'workspace', 'invitations', 'welcome', 'sign-in', 'mail.sign-in'],
  ...['mail.member-invitation', 'site', 'error'],
  // The map that came of it.
  ...['maps.lede', 'maps.filter', 'maps.ready', 'maps.evidence', 'maps.row', 'maps.trend'],
  ...['maps.tier', 'maps.agreement', 'maps.moved', 'maps.value', 'maps.priorities'],
  ...['maps.notes'],
] as const

const HIGHEST_GRADE = 8
/** What METHOD says word for word. */
const law = ['maps.row.readyLine']
/** A sentence that a reader can still hold: plain-language guides name 20 to 25 words. */
const LONGEST = 25

const messages = readWords('en')

/** The sentences of a screen; a label, a heading or a button is none, and would make its grade better than it is. */
function sentencesAt(screen: string): string[] {
  const tree = screen.split('.').reduce(within, messages)
  return textsIn(tree, screen)
    .flatMap((message) => sentencesOf(plainMessage(message)))
    .filter((sentence) => /[.!?]$/.test(sentence) || wordsOf(sentence).length > 7)
}

function within(tree: Words | string, key: string): Words | string {
  const found = typeof tree === 'string' ? undefined : tree[key]
  if (found === undefined) throw new Error(`There are no messages ${key}.`)
  return found
}

function textsIn(tree: Words | string, path: string): string[] {
  if (law.includes(path)) return []
  if (typeof tree === 'string') return [tree]
  return Object.entries(tree).flatMap(([key, below]) => textsIn(below, `${path}.${key}`))
}

test.each(screens)('%s is plain enough for an eighth grade', (screen) => {
  expect(readingGrade(sentencesAt(screen))).toBeLessThanOrEqual(HIGHEST_GRADE)
})

it('the sentence a map begins with is plain by itself', () => {
  const short = plainMessage(String(['maps', 'lede', 'short'].reduce(within, messages)))
  expect(readingGrade(sentencesOf(short))).toBeLessThanOrEqual(HIGHEST_GRADE)
})

it('no sentence for raters or employers is too long to hold', () => {
  const long = screens.flatMap((screen) =>
    sentencesAt(screen).flatMap((sentence) => {
      const words = wordsOf(sentence).length
      return words > LONGEST ? [`${screen} (${words}): ${sentence}`] : []
    }),
  )
  expect(long).toEqual([])
})
