import { type Blank, fill } from '@/app/_i18n/fill'

/** Brings "4 of 12", the bar and the list of competencies up to what is ticked on the page. */
export function markProgress(form: HTMLFormElement, words: Blank<'done' | 'total'>): void {
  const cards = [...form.querySelectorAll<HTMLElement>('[data-card]')]
  const fitAsked = asksFit(form)
  let done = 0
  for (const card of cards) {
    const position = card.dataset.card ?? ''
    const importance = chosen(card, `i${position}`)
    const fit = chosen(card, `f${position}`)
    const finished = importance !== null && (!fitAsked || fit !== null)
    if (finished) done += 1
    card.dataset.done = String(finished)
    const entry = document.querySelector<HTMLElement>(`[data-entry="${position}"]`)
    if (entry) entry.dataset.done = String(finished)
    const answers = card.querySelector('.card-answers')
    if (answers) {
      answers.textContent = [importance ?? '–', ...(fitAsked ? [fit ?? '–'] : [])].join(' · ')
    }
  }
  const text = fill(words, { done, total: cards.length })
  const line = document.getElementById('progress-text')
  if (line && line.textContent !== text) line.textContent = text
  const bar = document.getElementById('progress-bar')
  if (bar) bar.style.width = `${cards.length === 0 ? 0 : (100 * done) / cards.length}%`
}

/** Whether the page puts the fit questions now. */
export function asksFit(form: HTMLFormElement): boolean {
  const exposure = form.querySelector<HTMLInputElement>('input[name=exposure]:checked')?.value
  return exposure !== 'none' && exposure !== 'unknown'
}

function chosen(card: HTMLElement, name: string): string | null {
  const input = card.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)
  return input?.dataset.short ?? null
}
