/**
 * A finished card folds when something is answered or focused elsewhere, and opens again by its title. What the thumb or
 * the focus is on stays where it is on the screen: cards that cannot fold without moving it wait. Returns what undoes it.
 */
export function foldCards(form: HTMLFormElement, signal: AbortSignal): () => void {
  const page = document.documentElement
  // What moves is put back here, to the pixel and in every browser.
  page.style.overflowAnchor = 'none'
  const bar = document.querySelector<HTMLElement>('.rate-bar')
  const watch = new ResizeObserver(() => bar && makeRoom(bar))
  if (bar) watch.observe(bar)

  form.addEventListener('change', (event) => leaveOthers(form, event.target), { signal })
  form.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof HTMLElement && target.matches(':focus-visible')) {
        leaveOthers(form, target)
      }
    },
    { signal },
  )
  form.addEventListener(
    'click',
    (event) => {
      const title = closest(event, 'summary')
      const card = title?.closest<HTMLDetailsElement>('details[data-card][open]')
      if (!title || !card) return
      event.preventDefault()
      fold(card, title)
    },
    { signal },
  )
  document.addEventListener(
    'click',
    (event) => {
      const link = closest(event, '.rate-list a')
      const card = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '')
      if (card) openCard(card)
    },
    { signal },
  )
  return () => {
    watch.disconnect()
    page.style.overflowAnchor = ''
  }
}

function closest({ target }: Event, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null
}

/** Opens the card that something stands in. */
export function openCard(within: Element): void {
  const card = within.closest('details')
  if (card) card.open = true
}

function leaveOthers(form: HTMLFormElement, target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return
  const here = target.closest('[data-card], [data-step]')
  for (const card of form.querySelectorAll<HTMLDetailsElement>(
    'details[data-card][data-done=true][open]',
  )) {
    if (!here || card === here) continue
    // Some browsers leave focus where it was when a radio button is tapped.
    if (card.contains(document.activeElement)) target.focus({ preventScroll: true })
    const at = scrollY
    // A title may stick: its card tells where it is.
    if (!fold(card, target.closest('label') ?? here)) {
      card.open = true
      scrollTo({ top: at, behavior: 'instant' })
    }
  }
}

/** Folds a card around something that should not move; whether it did not. */
function fold(card: HTMLDetailsElement, around: Element): boolean {
  const before = around.getBoundingClientRect().top
  card.open = false
  const moved = () => around.getBoundingClientRect().top - before
  scrollBy({ top: moved(), behavior: 'instant' })
  return Math.abs(moved()) < 1
}

/** Titles stick below the bar, however high it is; when it grows, what it pushes down stays where it was. */
function makeRoom(bar: HTMLElement): void {
  const page = document.documentElement
  const before = Number.parseFloat(page.style.getPropertyValue('--rate-bar'))
  const height = bar.getBoundingClientRect().height
  page.style.setProperty('--rate-bar', `${height}px`)
  if (before && scrollY > 0) scrollBy({ top: height - before, behavior: 'instant' })
}
