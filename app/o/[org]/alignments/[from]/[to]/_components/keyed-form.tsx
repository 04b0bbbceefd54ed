'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

type Props = { action: string; goingOn: boolean; children: ReactNode }

/**
 * A plain form whose controls also answer to a key while the focus is inside it, so that no key
 * works behind anybody's back. A control names its key in `data-key`.
 */
export function KeyedForm({ action, goingOn, children }: Props) {
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (goingOn) form.current?.querySelector<HTMLInputElement>('input[type="radio"]')?.focus()
  }, [goingOn])

  function press(event: KeyboardEvent<HTMLFormElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (!/^[a-z0-9]$/.test(key)) return
    const named = event.currentTarget.querySelector<HTMLElement>(`[data-key="${key}"]`)
    const control = named?.matches('span') ? named.querySelector<HTMLElement>('a') : named
    if (!control) return
    event.preventDefault()
    control.focus()
    control.click()
  }

  function choose(target: EventTarget) {
    if (!(target instanceof HTMLInputElement) || target.name !== 'to') return
    const kind = target.dataset.kind
    const kinds = target.form?.querySelectorAll<HTMLInputElement>('input[name="kind"]') ?? []
    for (const each of kinds) each.checked = each.value === kind
  }

  return (
    <form
      ref={form}
      action={action}
      method="post"
      onKeyDown={press}
      onChange={(event) => choose(event.target)}
    >
      {children}
    </form>
  )
}
