'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/app/_trpc/provider'

type Props = { id: string; label: string; hint: string; add: string }

/** A county by name, with suggestions while writing; a whole name works without them. */
export function CountyInput({ id, label, hint, add }: Props) {
  const [text, setText] = useState('')
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.regions.counties.queryOptions({ query: text.trim(), stateId: null }),
    enabled: text.trim().length >= 2,
    placeholderData: keepPreviousData,
  })
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      <p id={`${id}-hint`} className="mb-1 text-sm text-muted">
        {hint}
      </p>
      <div className="flex gap-2">
        <input
          id={id}
          name="county"
          className="control"
          list={`${id}-list`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          maxLength={100}
          required
        />
        <button type="submit" className="btn">
          {add}
        </button>
      </div>
      <datalist id={`${id}-list`}>
        {(data ?? []).map((county) => (
          <option key={county.id} value={`${county.name}, ${county.state}`} />
        ))}
      </datalist>
    </div>
  )
}
