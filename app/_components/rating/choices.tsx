'use client'

import type { ReactNode } from 'react'

export type Choice = {
  value: string
  label: string
  help?: string
  /** The key that picks this answer while its card is the current one. */
  shortcut: string
  /** Stands apart from the scale: "Not sure", "Can't judge". */
  apart?: boolean
}

type Props = {
  name: string
  legend: ReactNode
  choices: Choice[]
  chosen: string | null
  /** Which scale it is: its colour, its glyph and how the answers stand. */
  look: 'importance' | 'fit' | 'plain'
  className?: string
}

/**
 * One question: native radio buttons in a fieldset, each answer a large target with its whole label. The browser has it
 * too, so that a page of thirty questions sends each scale once beside its markup.
 */
export function Choices({ name, legend, choices, chosen, look, className }: Props) {
  return (
    <fieldset className={`choices choices-${look} ${className ?? ''}`} data-question={name}>
      <legend>{legend}</legend>
      <div className="choices-grid">
        {choices.map((choice) => (
          <label key={choice.value} className={choice.apart ? 'option option-apart' : 'option'}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={chosen === choice.value}
              data-key={choice.shortcut}
              data-short={choice.label}
            />
            <span>
              {choice.label}
              {choice.help ? <small>{choice.help}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
