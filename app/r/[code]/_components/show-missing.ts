import { missingOf } from '@/server/domain/asking/draft-fields'
import { openCard } from './fold-cards'
import { asksFit } from './mark-progress'

/**
 * Before Send: everything that is missing is shown at once, beside its question and in the list above, and focus goes to
 * the first. Returns whether anything is.
 */
export function showMissing(form: HTMLFormElement): boolean {
  const missing = missingIn(form)
  mark(form, missing)
  const first = document.getElementById(`q-${missing[0]}`)
  if (first) {
    openCard(first)
    first.focus()
  }
  return missing.length > 0
}

/** Takes away what has been answered since; nothing new is shown before the next Send. */
export function dropAnswered(form: HTMLFormElement): void {
  const shown = [...form.querySelectorAll<HTMLElement>('#missing li:not([hidden])')]
  if (shown.length === 0) return
  const missing = missingIn(form)
  const left = shown.map((line) => line.dataset.missing ?? '')
  mark(
    form,
    left.filter((field) => missing.includes(field)),
  )
}

function missingIn(form: HTMLFormElement): string[] {
  const given = (name: string) => form.querySelector(`input[name${name}]:checked`) !== null
  return missingOf({
    role: given('="role"'),
    exposure: given('="exposure"'),
    i0: given('^="i"') || (asksFit(form) && given('^="f"')),
  })
}

function mark(form: HTMLFormElement, missing: string[]): void {
  for (const line of form.querySelectorAll<HTMLElement>('[data-missing]')) {
    line.hidden = !missing.includes(line.dataset.missing ?? '')
  }
  for (const group of form.querySelectorAll<HTMLElement>('[role=radiogroup]')) {
    group.setAttribute('aria-invalid', String(missing.includes(group.dataset.question ?? '')))
  }
  const list = form.querySelector<HTMLElement>('#missing > div')
  if (list) list.hidden = missing.length === 0
}
