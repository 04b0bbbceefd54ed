'use client'

import type { inferRouterOutputs } from '@trpc/server'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/app/_components/ui/button'
import { SelectField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { fill } from '@/app/_i18n/fill'
import type { AppRouter } from '@/server/routers/index'
import type { AddressWords } from './address-words'

type Ask = NonNullable<inferRouterOutputs<AppRouter>['cycles']['previewAddresses']['ask']>

const fields = ['email', 'employer', 'name', 'firstName', 'lastName'] as const
/** Which column of the table, counted from 0, holds what. */
export type NamedColumns = { [field in (typeof fields)[number]]?: number }

type Props = {
  ask: Ask
  pending: boolean
  check: (columns: NamedColumns) => void
  words: AddressWords
  children: ReactNode
}

/** A table whose headings are not known: a person says which column is which. */
export function AddressColumns({ ask, pending, check, words, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.focus(), [])
  const columns = ask.headings.map((heading, at) => {
    const number = fill(words.columnNumber, { number: at + 1 })
    const again = ask.headings.indexOf(heading) < at
    return { key: `${at}`, label: heading && again ? `${heading} (${number})` : heading || number }
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const chosen = fields.flatMap((field) => {
      const value = form.get(field)
      return typeof value === 'string' && value !== '' ? [[field, Number(value)]] : []
    })
    check(Object.fromEntries(chosen))
  }

  return (
    <form
      ref={form}
      tabIndex={-1}
      onSubmit={submit}
      className="grid gap-4"
      aria-label={words.columns}
    >
      <Notice title={words.columns} announce>
        {words.columnsHint}
      </Notice>
      <Table caption={words.examples} columns={columns} stack>
        {ask.examples.map((cells) => (
          <tr key={cells.join('\t')}>
            {columns.map(({ key, label }, at) => (
              <td key={key} data-label={label} className="break-words">
                <Said>{cells[at]}</Said>
              </td>
            ))}
          </tr>
        ))}
      </Table>
      <div className="grid max-w-3xl gap-3 sm:grid-cols-2">
        {fields.map((field) => (
          <SelectField
            key={field}
            name={field}
            label={words[`column_${field}`]}
            defaultValue={ask.guess[field] ?? ''}
            required={field === 'email'}
            options={[
              { value: '', label: words.noColumn },
              ...columns.map(({ key, label }) => ({ value: key, label })),
            ]}
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button disabled={pending}>{pending ? words.checking : words.check}</Button>
        {children}
      </div>
    </form>
  )
}
