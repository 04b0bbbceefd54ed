'use client'

import { type ReactNode, useId, useRef } from 'react'
import { type ButtonVariant, buttonClass } from './button-class'

type Props = {
  open: string
  title: string
  close: string
  variant?: ButtonVariant
  children: ReactNode
}

/** A button and the native dialog it opens; the browser keeps focus, Escape and the backdrop. */
export function Dialog({ open, title, close, variant = 'plain', children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  return (
    <>
      <button
        type="button"
        className={buttonClass(variant)}
        onClick={() => ref.current?.showModal()}
      >
        {open}
      </button>
      <dialog ref={ref} className="dialog" aria-labelledby={heading}>
        <h2 id={heading} className="mb-3">
          {title}
        </h2>
        {children}
        <form method="dialog" className="mt-4">
          <button type="submit" className={buttonClass('quiet')}>
            {close}
          </button>
        </form>
      </dialog>
    </>
  )
}
