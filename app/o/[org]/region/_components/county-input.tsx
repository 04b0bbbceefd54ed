'use client'

import { useEffect, useState } from 'react'
import { client } from '@/app/_trpc/browser-client'

type Props = { id: string; label: string; hint: string; add: string }

/** A county by name, with suggestions while writing; a whole name works without them. */
export function CountyInput({ id, label, hint, add }: Props) {
  const [text, setText] = useState('')
  const [counties, setCounties] = useState<{ id: string; name: string; state: string }[]>([])
  const query = text.trim()
  useEffect(() => {
    if (query.length < 2) return
    const asked = new AbortController()
    client.regions.counties
      .query({ query, stateId: null }, { signal: asked.signal })
      .then((found) => {
        if (!asked.signal.aborted) setCounties(found)
      })
      // What was found last stays, and a whole name needs no suggestion.
      .catch(() => undefined)
    return () => asked.abort()
  }, [query])
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
        {counties.map((county) => (
          <option key={county.id} value={`${county.name}, ${county.state}`} />
        ))}
      </datalist>
    </div>
  )
}
