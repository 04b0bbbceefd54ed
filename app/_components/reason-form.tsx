import clsx from 'clsx'
import type { ReactNode } from 'react'
import { TextField } from './ui/field'

type Props = {
  /** The id of the note's field, once on the page. */
  id: string
  action: string
  /** What the act is about. */
  fields: Record<string, string>
  label: string
  hint?: string
  /** As many characters at least. */
  least?: number
  className?: string
  /** The buttons. */
  children: ReactNode
}

/** An act that asks why: the note is kept with it. */
export function ReasonForm({
  id,
  action,
  fields,
  label,
  hint,
  least = 3,
  className,
  children,
}: Props) {
  return (
    <form method="post" action={action} className={clsx('mt-2 grid gap-3', className)}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        id={id}
        name="note"
        label={label}
        hint={hint}
        minLength={least}
        maxLength={500}
        required
      />
      {children}
    </form>
  )
}
