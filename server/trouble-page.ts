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

type Again = {
  /** Where the form went that was refused, and goes again. */
  action: string
  enctype: string
  /** What it held; what is named in `texts` can be mended. */
  pairs: readonly [name: string, value: string][]
  texts: readonly string[]
}

/** A form that was refused and held more than the address of a page carries: nothing of it is lost. */
export function sendAgainPage(message: string, { action, enctype, pairs, texts }: Again): string {
  const say = speak('site')
  const fields = pairs.map(([name, value]) =>
    texts.includes(name)
      ? `<p><label>${escaped(say('sendAgain.label'))}<br><textarea name="${escaped(name)}" rows="20" style="box-sizing:border-box;width:100%">\n${escaped(value)}</textarea></label></p>`
      : `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  const form = `<form method="post" action="${escaped(action)}" enctype="${enctype}">${fields.join('')}<p><button>${escaped(say('sendAgain.action'))}</button></p></form>`
  return page(say('sendAgain.title'), `<p>${escaped(message)}</p>${form}`)
}

type Link = { href: string; label: string }

/** A page of words alone, and perhaps one way on. */
export function plainPage(title: string, paragraphs: readonly string[], link?: Link): string {
  const text = [
    ...paragraphs.map((each) => `<p>${escaped(each)}</p>`),
    ...(link ? [`<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`] : []),
  ].join('')
  return page(title, text)
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="${escaped(env().LOCALE)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem"><h1>${escaped(title)}</h1>${text}</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
