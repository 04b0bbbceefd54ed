import { type Blank, fill } from '@/app/_i18n/fill'
import { openCard } from './fold-cards'

export type KeyWords = {
  changed: Blank<'before' | 'after'>
  undone: Blank<'before'>
  undo: string
}

const stored = 'plumbline-keys'
const card = '[data-step], [data-card]'

/**
 * Rating by keyboard, with focus inside a card only. A digit answers the question focus is in, on a title the first open
 * one, and goes on to the next of the card; N is "not sure", X "can't judge". J and the down arrow go to the next card, K
 * and the up arrow back; arrows inside a group of radio buttons keep doing what the browser does. All of them can be
 * switched off, remembered on this device. On an answer Enter goes on to the next question and never sends, switched off
 * or not; held down it presses nothing, as a key that repeats would press a button too.
 */
export function moveByKeys(form: HTMLFormElement, words: KeyWords, signal: AbortSignal): void {
  const cards = [...form.querySelectorAll<HTMLElement>(card)]
  const on = keysSwitch(signal)
  const undo = undoLine(form, words, signal)

  const goTo = (next: HTMLElement | undefined) => {
    next?.scrollIntoView({ block: 'start' })
    if (next) titleOf(next).focus({ preventScroll: true })
  }

  const answer = (within: HTMLElement, focused: HTMLElement, key: string): boolean => {
    const questions = visibleQuestions(within)
    const question =
      focused === titleOf(within)
        ? questions.find((each) => !chosenIn(each))
        : questions.find((each) => each.contains(focused))
    const input = question?.querySelector<HTMLInputElement>(`input[data-key="${key}"]`)
    if (!question || !input) return false
    const before = chosenIn(question)
    if (before !== input) {
      choose(input)
      if (before) undo.offer(before, input)
    }
    const next = questions[questions.indexOf(question) + 1]
    if (next) enter(next)
    else input.focus({ preventScroll: true })
    return true
  }

  form.addEventListener(
    'keydown',
    (event) => {
      const { target } = event
      if (!(target instanceof HTMLElement) || event.isComposing) return
      const held = target.closest<HTMLElement>(card)
      if (event.key === 'Enter') {
        const answers = target.matches('input, textarea')
        if (answers || event.repeat) event.preventDefault()
        if (answers && !event.repeat) goOn(form, target)
        return
      }
      if (!held || isTyping(target) || !on() || event.ctrlKey || event.metaKey || event.altKey)
        return
      const key = event.key.toLowerCase()
      const by = cardsOn(key, target)
      if (by !== 0) {
        event.preventDefault()
        goTo(cards[Math.min(Math.max(cards.indexOf(held) + by, 0), cards.length - 1)])
      } else if (key === 'u' ? undo.take() : /^[0-4nx]$/.test(key) && answer(held, target, key)) {
        event.preventDefault()
      }
    },
    { signal },
  )
}

/** How many cards a key goes on; arrows on a radio button are the browser's. */
function cardsOn(key: string, target: HTMLElement): number {
  const arrows = !(target instanceof HTMLInputElement)
  if (key === 'j' || (arrows && key === 'arrowdown')) return 1
  return key === 'k' || (arrows && key === 'arrowup') ? -1 : 0
}

/** Focus to the question after the one it is in, past what is folded. It stays on the last one, with Send in sight. */
function goOn(form: HTMLFormElement, from: HTMLElement): void {
  const stops = [...form.querySelectorAll<HTMLElement>('fieldset, .control, .choice')].filter(
    isShown,
  )
  const at = stops.findIndex((stop) => stop.contains(from))
  if (at < 0) return
  const next = stops[at + 1]
  if (next) enter(next)
  else form.querySelector('.btn-send')?.scrollIntoView({ block: 'nearest' })
}

function enter(stop: HTMLElement): void {
  const input = stop.querySelector<HTMLElement>('input:checked') ?? stop.querySelector('input')
  const into = input ?? stop
  stop.scrollIntoView({ block: 'nearest' })
  into.focus({ preventScroll: true })
}

/** Whether the switch is on; a device that cannot remember has it on. */
function keysSwitch(signal: AbortSignal): () => boolean {
  const hint = document.getElementById('keys')
  const input = document.getElementById('keys-on')
  if (!(input instanceof HTMLInputElement)) return () => true
  if (hint) hint.hidden = false
  try {
    input.checked = localStorage.getItem(stored) !== 'off'
  } catch {
    // A browser without storage asks again on each page.
  }
  const remember = () => {
    try {
      if (input.checked) localStorage.removeItem(stored)
      else localStorage.setItem(stored, 'off')
    } catch {
      // As above.
    }
  }
  input.addEventListener('change', remember, { signal })
  return () => input.checked
}

/**
 * The line that takes back what a key has changed; it stands after the card until something is answered on another. What
 * it says is spoken by a line of its own, which stands in the form from the start: of one that comes with its words
 * already in it, many screen readers say nothing.
 */
function undoLine(form: HTMLFormElement, words: KeyWords, signal: AbortSignal) {
  let last: HTMLInputElement | null = null
  const line = document.createElement('p')
  line.className = 'rate-undo'
  line.popover = 'manual'
  const shown = document.createElement('span')
  const spoken = document.createElement('p')
  spoken.className = 'sr-only'
  spoken.setAttribute('role', 'status')
  form.append(spoken)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn'
  button.textContent = words.undo
  line.append(shown, button)
  signal.addEventListener('abort', () => {
    line.remove()
    spoken.remove()
  })

  const drop = ({ target, isTrusted }: Event) => {
    if (!(target instanceof HTMLInputElement)) return
    const here = target.closest(card) === line.previousElementSibling
    if (here && !(isTrusted && target.name === last?.name)) return
    last = null
    line.remove()
    spoken.textContent = ''
  }
  form.addEventListener('change', drop, { signal })

  const offer = (before: HTMLInputElement, after: HTMLInputElement) => {
    last = before
    button.hidden = false
    before.closest(card)?.after(line)
    // Above everything, whatever it stands in; a browser that knows no popover shows it all the same.
    line.showPopover?.()
    say(words.changed, before, after)
  }
  const take = (): boolean => {
    if (!last) return false
    openCard(last)
    choose(last)
    last.focus()
    button.hidden = true
    say(words.undone, last, last)
    last = null
    return true
  }
  const say = (what: Blank<'before' | 'after'>, before: HTMLElement, after: HTMLElement) => {
    const text = fill(what, {
      before: before.dataset.short ?? '',
      after: after.dataset.short ?? '',
    })
    shown.textContent = text
    spoken.textContent = text
  }
  button.addEventListener('click', take, { signal })
  return { offer, take }
}

/** The same as a tap on it. */
function choose(input: HTMLInputElement): void {
  input.checked = true
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Where focus is on a card as a whole. */
function titleOf(card: HTMLElement): HTMLElement {
  return card.querySelector<HTMLElement>(':scope > summary') ?? card
}

function chosenIn(question: HTMLElement): HTMLInputElement | null {
  return question.querySelector<HTMLInputElement>('input:checked')
}

/** The questions of a card with one answer each, as far as they are asked. */
function visibleQuestions(card: HTMLElement): HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>('[data-question]')].filter(isShown)
}

function isShown(element: HTMLElement): boolean {
  return element.offsetParent !== null && !element.closest('details:not([open])')
}

function isTyping(target: HTMLElement): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  )
}
