'use client'

import { useEffect, useRef, useState } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'

type Props = {
  words: Blank<'count'>
  /** What is ticked on other pages and not saved. */
  elsewhere: number
  /** How many of this page's boxes the server gave otherwise than they are stored. */
  initial: number
}

/**
 * Counts boxes that are not saved. "All of this group" ticks here what stands on the page, without asking the server; where
 * part of a group is folded away the form is sent, as it is without script.
 */
export function BoxCounter({ words, elsewhere, initial }: Props) {
  const line = useRef<HTMLParagraphElement>(null)
  const [here, setHere] = useState(initial)

  useEffect(() => {
    const form = line.current?.closest('form')
    if (!form) return
    const count = () => setHere(boxesIn(form).filter(isUnsaved).length)
    const press = (event: MouseEvent) => {
      const { target } = event
      const button = target instanceof Element ? target.closest('button') : null
      const kind = button?.dataset.tick
      if (!button || !kind) return
      event.preventDefault()
      const boxes = boxesIn(button.closest('[data-group]') ?? form).filter(
        ({ name }) => name === kind,
      )
      const isFull = boxes.every(({ checked }) => checked)
      for (const box of boxes) box.checked = !isFull
      count()
    }
    form.addEventListener('click', press)
    form.addEventListener('change', count)
    // A browser that comes back to the page has boxes ticked as they were left.
    count()
    return () => {
      form.removeEventListener('click', press)
      form.removeEventListener('change', count)
    }
  }, [])

  const all = here + elsewhere
  return (
    <p ref={line} role="status" className="text-muted">
      {all === 0 ? '' : fill(words, { count: all })}
    </p>
  )
}

function boxesIn(part: Element): HTMLInputElement[] {
  return [...part.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')]
}

function isUnsaved({ checked, dataset }: HTMLInputElement): boolean {
  return checked !== (dataset.stored === 'true')
}
