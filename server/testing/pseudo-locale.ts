import { type MessagePart, messageParts } from './message-parts'

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'àƀçðéƒğĥíĵķłɱñöþǫřšŧüṽŵẋýžÀɃÇÐÉƑĞĤÍĴĶŁṀÑÖÞǪŘŠŦÜṼŴẊÝŽ'
const accents = new Map([...PLAIN].map((letter, at) => [letter, [...ACCENTED][at] ?? letter]))

/** Of five letters two are said twice: as much longer than English are German and Finnish. */
const TWICE = 2
const OF = 5

/**
 * A message as a language might say it that nobody speaks: letters accented, words longer by two fifths, all of it between
 * brackets. Values, choices and tags stay as they are.
 */
export function pseudoMessage(message: string): string {
  return `⟦${pseudo(messageParts(message))}⟧`
}

/** The messages of a file, each as `pseudoMessage` says it. */
export function pseudoWords(words: object): object {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoMessage(value) : pseudoWords(value),
    ]),
  )
}

function pseudo(parts: readonly MessagePart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'words') return longer(part.text)
      if (part.kind === 'syntax') return part.text
      const branches = part.branches.map(({ name, parts: of }) => `${name}{${pseudo(of)}}`)
      return `{${part.head}${branches.join('')}}`
    })
    .join('')
}

function longer(text: string): string {
  let owed = 0
  return [...text]
    .map((letter) => {
      const accented = accents.get(letter)
      if (!accented) return letter
      owed += TWICE
      if (owed <= 0) return accented
      owed -= OF
      return accented + accented.toLowerCase()
    })
    .join('')
}
