'use client'

import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { Button } from './button'

type Props = Omit<ComponentProps<typeof Button>, 'disabled'> & { pending: string }

/** The button of a form that the browser sends itself, which says that it is being worked on. */
export function SendButton({ pending, children, ...button }: Props) {
  const around = useRef<HTMLSpanElement>(null)
  const [sent, setSent] = useState(false)

  useEffect(() => {
    const form = around.current?.closest('form')
    let underWay = false
    const send = (event: SubmitEvent) => {
      if (event.defaultPrevented) return
      // A second press would send it twice.
      if (underWay) return event.preventDefault()
      underWay = true
      setSent(true)
    }
    // Whoever comes back to the page finds the form as it was.
    const back = () => {
      underWay = false
      setSent(false)
    }
    form?.addEventListener('submit', send)
    window.addEventListener('pageshow', back)
    return () => {
      form?.removeEventListener('submit', send)
      window.removeEventListener('pageshow', back)
    }
  }, [])

  return (
    <span ref={around}>
      <Button {...button} aria-disabled={sent || undefined}>
        {sent ? pending : children}
      </Button>
    </span>
  )
}
