import type { Blank } from '@/app/_i18n/fill'
import { tappedLine, textsIn } from '@/server/domain/asking/draft-fields'
import { foldCards, openCard } from './fold-cards'
import { markProgress } from './mark-progress'
import { type KeyWords, moveByKeys } from './move-by-keys'
import { dropAnswered, showMissing } from './show-missing'

export type KeeperWords = {
  saved: string
  saving: string
  /** Send was pressed while taps are still on their way. */
  sending: string
  offline: string
  /** The site answers that it cannot take anything now. */
  away: string
  /** Send was pressed and waits. */
  notSent: string
  notSaved: string
  ended: string
  progress: Blank<'done' | 'total'>
  keys: KeyWords
}

type Taps = Map<string, string>

/** What became of taps that were posted: `away` and `unreachable` are for later, and nothing is given up. */
export type Outcome = 'kept' | 'refused' | 'ended' | 'away' | 'unreachable'

type Keeper = {
  form: HTMLFormElement
  tapUrl: string
  packet: string
  /** Whose answers these are: on a computer that is shared, nobody's taps go into another's form. */
  keptAs: string
  words: KeeperWords
}

const retryAfter = 8000
/** As long as the site itself waits for its records, and some more. */
const answersWithin = 15_000
const keptFor = 3 * 86_400_000

/**
 * Saves each tap as it is made and says so. Taps that cannot be sent stay on the device, for this
 * packet and person, until the network or the site is back; the next page load sends what a killed tab left behind. So does
 * Send: the page is left only when the site takes answers, or says why it takes none.
 * Returns what undoes it all.
 */
export function keepAnswers({ form, tapUrl, packet, keptAs, words }: Keeper): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const store = `plumbline-taps-${keptAs}`
  const rendered = form.elements.namedItem('was')
  let waiting: Taps = readKept(store)
  let sending = false
  let pressed = false
  let leaving = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const say = (text: string, state: 'saved' | 'busy' | 'problem') => {
    const line = document.getElementById('save-state')
    if (!line) return
    line.textContent = text
    line.dataset.state = state
  }

  const send = async () => {
    if (sending || (waiting.size === 0 && !pressed)) return
    sending = true
    clearTimeout(timer)
    const batch = waiting
    waiting = new Map()
    say(words.saving, 'busy')
    const outcome = await post(tapUrl, packet, batch)
    sending = false
    if (outcome === 'kept') {
      if (rendered instanceof HTMLInputElement) rendered.value = tappedLine(rendered.value, batch)
      writeKept(store, waiting)
      if (waiting.size > 0) return send()
      say(words.saved, 'saved')
      return pressed ? leave() : undefined
    }
    if (outcome === 'refused' || outcome === 'ended') {
      writeKept(store, waiting)
      say(outcome === 'ended' ? words.ended : words.notSaved, 'problem')
      return pressed ? leave() : undefined
    }
    waiting = new Map([...batch, ...waiting])
    writeKept(store, waiting)
    const kept = outcome === 'away' ? words.away : words.offline
    say(pressed ? words.notSent : kept, 'problem')
    timer = setTimeout(send, retryAfter)
  }

  const leave = () => {
    leaving = true
    form.requestSubmit()
    leaving = false
    pressed = false
  }

  const tap = (field: string, answer: string) => {
    waiting.set(field, answer)
    writeKept(store, waiting)
    markProgress(form, words.progress)
    dropAnswered(form)
    void send()
  }

  form.addEventListener(
    'change',
    (event) => {
      const input = event.target
      if (input instanceof HTMLTextAreaElement) tap(input.name, input.value)
      if (!(input instanceof HTMLInputElement)) return
      if (input.type === 'radio') tap(input.name, input.value)
      if (input.type === 'checkbox') tap(input.name, input.checked ? 'yes' : 'no')
    },
    { signal },
  )
  // What is being typed is kept at each letter, and sent when it is done: a tab that is killed loses none of it.
  form.addEventListener(
    'input',
    ({ target }) => {
      if (!(target instanceof HTMLTextAreaElement)) return
      waiting.set(target.name, target.value)
      writeKept(store, waiting)
    },
    { signal },
  )
  form.addEventListener(
    'submit',
    (event) => {
      if (leaving) return
      event.preventDefault()
      if (!event.submitter?.matches('.btn-send')) return void send()
      if (showMissing(form)) return
      pressed = true
      if (sending) say(words.sending, 'busy')
      void send()
    },
    { signal },
  )
  window.addEventListener('online', () => void send(), { signal })
  moveByKeys(form, words.keys, signal)
  const unfold = foldCards(form, signal)

  for (const [field, answer] of waiting) put(form, field, answer)
  if (rendered instanceof HTMLInputElement) {
    for (const [field, answer] of tappedBefore(form, rendered.value)) waiting.set(field, answer)
  }
  markProgress(form, words.progress)
  void send()
  return () => {
    stop.abort()
    unfold()
    clearTimeout(timer)
  }
}

async function post(url: string, packet: string, taps: Taps): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        packet,
        taps: [...taps].map(([field, answer]) => ({ field, answer })),
      }),
      keepalive: true,
      signal: AbortSignal.timeout(answersWithin),
    })
    return outcomeOf(response.status)
  } catch {
    return 'unreachable'
  }
}

/** What a status says about taps: only what the site has looked at and will never take is given up. */
export function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'kept'
  if (status === 408 || status === 429 || status >= 500) return 'away'
  return status === 400 ? 'refused' : 'ended'
}

function put(form: HTMLFormElement, field: string, answer: string): void {
  for (const input of form.querySelectorAll<HTMLInputElement>(
    `input[name="${CSS.escape(field)}"]`,
  )) {
    if (input.type === 'radio') input.checked = input.value === answer
    if (input.type === 'checkbox') input.checked = answer === 'yes'
  }
  const area = form.elements.namedItem(field)
  if (!(area instanceof HTMLTextAreaElement)) return
  area.value = answer
  if (answer !== '') openCard(area)
}

/** Taps made before the scripts were there. */
function tappedBefore(form: HTMLFormElement, was: string): Taps {
  const taps: Taps = new Map()
  const texts = textsIn(was)
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')) {
    if (!input.defaultChecked) taps.set(input.name, input.value)
  }
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
    const answer = input.checked ? 'yes' : 'no'
    if (texts.get(input.name) !== answer) taps.set(input.name, answer)
  }
  for (const area of form.querySelectorAll('textarea')) {
    if (area.value !== area.defaultValue) taps.set(area.name, area.value)
  }
  return taps
}

type Kept = { at: number; taps: [field: string, answer: string][] }

/** Taps of a tab that was killed; after some days another device has the say. What `writeKept` did not write is none. */
function readKept(store: string): Taps {
  try {
    const { at, taps }: Kept = JSON.parse(localStorage.getItem(store) ?? '{}')
    if (Date.now() - at <= keptFor) {
      return new Map(taps.map(([field, answer]) => [`${field}`, `${answer}`]))
    }
  } catch {
    // No storage, or nothing of ours in it.
  }
  return new Map()
}

function writeKept(store: string, taps: Taps): void {
  try {
    if (taps.size === 0) localStorage.removeItem(store)
    else localStorage.setItem(store, JSON.stringify({ at: Date.now(), taps: [...taps] }))
  } catch {
    // A browser without storage still saves every tap while it is online.
  }
}
