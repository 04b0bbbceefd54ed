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
  /** What the question is about, by id. */
  about?: string
  /** Nothing can be sent without an answer; the sentence that says so, shown when one was tried. */
  required?: { problem: string; shown: boolean }
}

/**
 * One question: native radio buttons in a fieldset, each answer a large target with its whole label. The browser has it
 * too, so that a page of thirty questions sends each scale once beside its markup.
 */
export function Choices({
  name,
  legend,
  choices,
  chosen,
  look,
  className,
  about,
  required,
}: Props) {
  return (
    <fieldset
      className={`choices choices-${look} ${className ?? ''}`}
      data-question={name}
      aria-describedby={required ? `e-${name}` : about}
      {...(required
        ? { role: 'radiogroup', 'aria-required': true, 'aria-invalid': required.shown }
        : {})}
    >
      <legend>{legend}</legend>
      {required ? (
        <p id={`e-${name}`} className="missing" data-missing={name} hidden={!required.shown}>
          {required.problem}
        </p>
      ) : null}
      <div className="choices-grid">
        {choices.map((choice, at) => (
          <label key={choice.value} className={choice.apart ? 'option option-apart' : 'option'}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              id={at === 0 ? `q-${name}` : undefined}
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
