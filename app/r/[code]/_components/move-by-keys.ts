/**
 * Rating by keyboard: J and the down arrow go to the next card, K and the up arrow back; on a card
 * the first digit answers its first question, the next digit the next one, N is "not sure" and X
 * "can't judge". Arrows inside a group of radio buttons keep doing what the browser does.
 */
export function moveByKeys(form: HTMLFormElement, signal: AbortSignal): void {
  const steps = [...form.querySelectorAll<HTMLElement>('[data-step], [data-card]')]
  let question = 0

  const current = () => {
    const focused = document.activeElement
    const held = steps.findIndex((step) => step.contains(focused))
    return held >= 0 ? held : steps.findIndex((step) => step.getBoundingClientRect().bottom > 120)
  }

  const go = (by: number) => {
    const focused = steps.some((step) => step.contains(document.activeElement))
    const at = focused ? current() + by : Math.max(0, current())
    const step = steps[Math.min(Math.max(at, 0), steps.length - 1)]
    if (!step) return
    if (step instanceof HTMLDetailsElement) step.open = true
    question = 0
    const target = step instanceof HTMLDetailsElement ? step.querySelector('summary') : step
    target?.focus({ preventScroll: true })
    step.scrollIntoView({ block: 'start' })
  }

  const answer = (key: string): boolean => {
    const step = steps[current()]
    const groups = [...(step?.querySelectorAll<HTMLElement>('fieldset') ?? [])].filter(
      (group) => group.offsetParent !== null,
    )
    const from = Math.min(question, groups.length - 1)
    for (let at = from; at < groups.length; at++) {
      const input = groups[at]?.querySelector<HTMLInputElement>(`input[data-key="${key}"]`)
      if (!input) continue
      question = at + 1
      input.checked = true
      input.focus({ preventScroll: true })
      input.dispatchEvent(new Event('change', { bubbles: true }))
      return true
    }
    return false
  }

  form.addEventListener(
    'focusin',
    (event) => {
      if (event.target instanceof HTMLElement && event.target.matches('[data-step], [data-card]')) {
        question = 0
      }
    },
    { signal },
  )
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key.toLowerCase()
      const target = event.target
      const onRadio = target instanceof HTMLInputElement && target.type === 'radio'
      const moves = key === 'j' ? 1 : key === 'k' ? -1 : 0
      const arrows = onRadio ? 0 : key === 'arrowdown' ? 1 : key === 'arrowup' ? -1 : 0
      if (moves || arrows) {
        event.preventDefault()
        go(moves || arrows)
      } else if (/^[0-4nx]$/.test(key) && answer(key)) event.preventDefault()
    },
    { signal },
  )
}
