import { env } from '@/server/env'
import { speak } from '@/server/words/speak'

/** When to come back while the records are out of reach. */
export const AWAY_SECONDS = 10

/** A page that needs nothing: no record, no script, no file of its own. `again` is for what can be asked again. */
export function awayPage({ again }: { again: boolean }): string {
  const say = speak('error')
  return again
    ? plainPage(say('awayTitle'), [say('awayText')], { href: '', label: say('tryAgain') })
    : plainPage(say('awayTitle'), [say('awayText'), say('awayForm')])
}

/** What could not be done, with the id under which the log tells why. */
export function failedPage(message: string): string {
  return plainPage(speak('error')('title'), [message])
}

type Link = { href: string; label: string }

/** A page of words alone, and perhaps one way on. */
export function plainPage(title: string, paragraphs: readonly string[], link?: Link): string {
  const text = [
    ...paragraphs.map((each) => `<p>${escaped(each)}</p>`),
    ...(link ? [`<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`] : []),
  ].join('')
  return `<!doctype html><html lang="${escaped(env().LOCALE)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem"><h1>${escaped(title)}</h1>${text}</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
