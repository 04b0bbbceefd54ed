'use client'

import { useRef, useState } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'

export type PickedOccupation = { id: string; code: string; title: string }

export type OccupationWords = Record<'label' | 'hint' | 'nothing' | 'failed', string> &
  Record<'add' | 'remove', Blank<'title'>>

type Props = {
  picked: PickedOccupation[]
  onChange: (picked: PickedOccupation[]) => void
  words: OccupationWords
}

/** Occupations by plain title: what is chosen, and a search for more. */
export function OccupationPicker({ picked, onChange, words }: Props) {
  const latest = useRef(0)
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<PickedOccupation[] | null>(null)
  const [failed, setFailed] = useState(false)

  async function search(text: string) {
    setQuery(text)
    latest.current += 1
    const turn = latest.current
    if (text.trim().length < 2) return setFound(null)
    try {
      const rows = await client.occupations.search.query({ query: text })
      if (turn !== latest.current) return
      setFound(rows.map(({ id, code, title }) => ({ id, code, title })))
      setFailed(false)
    } catch {
      if (turn === latest.current) setFailed(true)
    }
  }

  const open = found?.filter(({ id }) => !picked.some((each) => each.id === id)) ?? []
  return (
    <div>
      <label htmlFor="occupation" className="mb-1 block font-semibold">
        {words.label}
      </label>
      <p id="occupation-hint" className="mb-1 text-sm text-muted">
        {words.hint}
      </p>
      {picked.length > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-2">
          {picked.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="btn"
                aria-label={fill(words.remove, { title: each.title })}
                onClick={() => onChange(picked.filter(({ id }) => id !== each.id))}
              >
                {each.title} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        id="occupation"
        type="search"
        dir="auto"
        className="control"
        autoComplete="off"
        maxLength={80}
        aria-describedby="occupation-hint"
        value={query}
        onChange={(event) => void search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <div role="status" className="text-muted">
        {failed ? <p className="mt-2">{words.failed}</p> : null}
        {!failed && found?.length === 0 ? <p className="mt-2">{words.nothing}</p> : null}
      </div>
      {open.length > 0 ? (
        <ul className="rows mt-2">
          {open.map((each) => (
            <li key={each.id} className="flex items-center justify-between gap-3">
              <span className="min-w-0">
                {each.title} <span className="text-sm text-muted">{each.code}</span>
              </span>
              <button
                type="button"
                className="btn"
                aria-label={fill(words.add, { title: each.title })}
                onClick={() => {
                  onChange([...picked, each])
                  setQuery('')
                  setFound(null)
                }}
              >
                +
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
