import clsx from 'clsx'
import type { ReactNode } from 'react'

export type MarkChoice = { value: string; label: string; help?: string; apart?: boolean }

type Props = {
  /** Where a refusal may lead to. */
  id?: string
  name: string
  legend: ReactNode
  choices: MarkChoice[]
  chosen: string | null
  required?: boolean
  columns?: 'two' | 'three'
}

/** Native radio buttons as full-size targets: two columns on a phone, one row where there is room. */
export function MarkChoices({
  id,
  name,
  legend,
  choices,
  chosen,
  required,
  columns = 'two',
}: Props) {
  return (
    <fieldset id={id} tabIndex={id ? -1 : undefined} className="min-w-0">
      <legend className="mb-2 block w-full">{legend}</legend>
      <div
        className={clsx(
          'grid gap-2',
          columns === 'two' ? 'grid-cols-2 lg:grid-cols-[repeat(4,1fr)_auto]' : 'sm:grid-cols-3',
        )}
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              'flex min-h-11 cursor-pointer items-center gap-2 rounded-md border px-3 py-2 leading-tight',
              'has-checked:border-importance has-checked:bg-importance-soft has-checked:shadow-[inset_0_0_0_1px_var(--importance)]',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-importance',
              choice.apart
                ? 'border-dashed border-edge text-muted max-lg:col-span-2'
                : 'border-edge',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={chosen === choice.value}
              required={required}
              className="size-4.5 flex-none accent-importance"
            />
            <span>
              {choice.label}
              {choice.help ? <span className="block text-sm text-muted">{choice.help}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
