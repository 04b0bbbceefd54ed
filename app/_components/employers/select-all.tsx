'use client'

import clsx from 'clsx'
import { buttonClass } from '../ui/button-class'

/** Ticks every box of the form it stands in; without script the page comes again with all ticked, and as it was typed. */
export function SelectAll({ label }: { label: string }) {
  return (
    <button
      type="submit"
      name="do"
      value="all"
      className={clsx(buttonClass('quiet'), '-ml-2')}
      onClick={(event) => {
        const boxes =
          event.currentTarget.form?.querySelectorAll<HTMLInputElement>('input[name="employer"]') ??
          []
        for (const box of boxes) box.checked = true
        event.preventDefault()
      }}
    >
      {label}
    </button>
  )
}
