import clsx from 'clsx'
import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react'

type Said = { name: string; label: ReactNode; hint?: ReactNode; error?: ReactNode; id?: string }

/** Where a field stands in its page, by its name; a refusal may name it by its way in what was sent (`record.name`). */
export function fieldId(name: string): string {
  return `f-${name.split('.').at(-1)}`
}

export function TextField({
  label,
  hint,
  error,
  className,
  ...input
}: Said & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  const id = input.id ?? fieldId(input.name)
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        type="text"
        dir="auto"
        {...input}
        {...described(id, hint, error)}
        className={clsx('control', className)}
      />
    </FieldFrame>
  )
}

export function TextAreaField({
  label,
  hint,
  error,
  className,
  ...input
}: Said & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>) {
  const id = input.id ?? fieldId(input.name)
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={4}
        dir="auto"
        {...input}
        {...described(id, hint, error)}
        className={clsx('control', className)}
      />
    </FieldFrame>
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

export function SelectField({
  label,
  hint,
  error,
  options,
  className,
  ...input
}: Said & { options: Option[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'>) {
  const id = input.id ?? fieldId(input.name)
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select {...input} {...described(id, hint, error)} className={clsx('control', className)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} dir="auto">
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** A checkbox or radio with its label beside it; the whole line is the target. */
export function ChoiceField({
  label,
  hint,
  type = 'checkbox',
  className,
  ...input
}: Omit<Said, 'error'> & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  return (
    <label className={clsx('choice', className)}>
      <input type={type} {...input} />
      <span>
        {label}
        {hint ? <span className="block text-sm text-muted">{hint}</span> : null}
      </span>
    </label>
  )
}

export function FieldSet({
  name,
  legend,
  hint,
  error,
  children,
}: {
  /** What its choices are sent as, where a refusal may lead here. */
  name?: string
  legend: ReactNode
  hint?: ReactNode
  error?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset id={name && fieldId(name)} tabIndex={name ? -1 : undefined} className="min-w-0">
      <legend className="mb-1 font-semibold">{legend}</legend>
      {hint ? <p className="mb-1 text-sm text-muted">{hint}</p> : null}
      {error ? <FieldError>{error}</FieldError> : null}
      {children}
    </fieldset>
  )
}

function FieldFrame({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mb-1 text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {children}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mb-1 font-semibold text-danger">
      <span aria-hidden="true">▲ </span>
      {children}
    </p>
  )
}

function described(id: string, hint: ReactNode, error: ReactNode) {
  const ids = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(' ')
  return {
    id,
    'aria-describedby': ids || undefined,
    'aria-invalid': error ? true : undefined,
  } as const
}
