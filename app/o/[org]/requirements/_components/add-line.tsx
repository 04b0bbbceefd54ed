'use client'

import { useRef, useState } from 'react'
import { fieldId } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import { fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { saysEnough } from '@/server/domain/unspaced'
import type { FormLine } from './form-line'
import type { RequirementWords } from './requirement-words'

type Props = {
  org: string
  words: RequirementWords
  /** Nobody has said what the job needs: the page begins with these two ways. */
  nothingYet: boolean
  has: (competencyId: string) => boolean
  onAdd: (line: FormLine) => void
  onOwnWords: (text: string) => void
}

/** Two ways to a missing line: search the published frameworks, or say it in one's own words. */
export function AddLine({ org, words, nothingYet, has, onAdd, onOwnWords }: Props) {
  const latest = useRef(0)
  const [found, setFound] = useState<FormLine[] | null>(null)
  const [said, setSaid] = useState('')
  const [own, setOwn] = useState('')

  async function search(query: string) {
    latest.current += 1
    const turn = latest.current
    if (!saysEnough(query)) return setFound(null)
    const lines = await client.requirements.search.query({ org, query }).catch(() => [])
    if (turn !== latest.current) return
    setFound(
      lines.map(({ competencyId, label, statement, framework }) => ({
        competencyId,
        label,
        statement,
        note: framework,
        importance: '-',
        proficiency: '-',
      })),
    )
  }

  function addOwn() {
    const text = own.trim()
    if (text.length < 3) return
    onOwnWords(text)
    setSaid(fill(words.added, { label: text }))
    setOwn('')
  }

  return (
    <section
      id={nothingYet ? fieldId('lines') : undefined}
      tabIndex={-1}
      className="grid gap-5 border-t-2 border-ink pt-5 outline-none md:grid-cols-2 md:gap-8"
    >
      <div className="md:col-span-2">
        <h2 className="text-lg">{nothingYet ? words.startTitle : words.addTitle}</h2>
        {nothingYet ? <p className="measure mt-1 text-muted">{words.noLines}</p> : null}
      </div>
      <div className="min-w-0">
        <label htmlFor="line-search" className="mb-1 block font-semibold">
          {words.search}
        </label>
        <p id="line-search-hint" className="mb-1 text-sm text-muted">
          {words.searchHint}
        </p>
        <input
          id="line-search"
          type="search"
          dir="auto"
          className="control"
          autoComplete="off"
          maxLength={120}
          aria-describedby="line-search-hint"
          onChange={(event) => void search(event.target.value)}
          onKeyDown={keepInForm}
        />
        {found?.length === 0 ? <p className="mt-2 text-muted">{words.searchNothing}</p> : null}
        {found && found.length > 0 ? (
          <ul className="rows mt-2">
            {found.map((line) => (
              <li key={line.competencyId} className="flex items-center justify-between gap-3">
                <span className="min-w-0">
                  <span className="block font-semibold">
                    <Said>{line.label}</Said>
                  </span>
                  <span className="block text-sm text-muted">
                    <Said>{line.note}</Said>
                  </span>
                </span>
                {has(line.competencyId) ? (
                  <span className="text-sm text-muted">{words.already}</span>
                ) : (
                  <button
                    type="button"
                    className="btn"
                    aria-label={fill(words.addLabel, { label: line.label })}
                    onClick={() => {
                      onAdd(line)
                      setSaid(fill(words.added, { label: line.label }))
                    }}
                  >
                    {words.add}
                  </button>
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="min-w-0">
        <label htmlFor="own-words" className="mb-1 block font-semibold">
          {words.ownWords}
        </label>
        <p id="own-words-hint" className="mb-1 text-sm text-muted">
          {words.ownWordsHint}
        </p>
        <input
          id="own-words"
          type="text"
          dir="auto"
          className="control"
          value={own}
          maxLength={300}
          aria-describedby="own-words-hint"
          onChange={(event) => setOwn(event.target.value)}
          onKeyDown={(event) => {
            if (keepInForm(event)) addOwn()
          }}
        />
        <button type="button" className="btn mt-2" onClick={addOwn}>
          {words.ownWordsAdd}
        </button>
      </div>
      <p className="sr-only" role="status">
        {said}
      </p>
    </section>
  )
}

/** Enter in these fields means "find" or "add", never "save the whole form". */
function keepInForm(event: React.KeyboardEvent): boolean {
  if (event.key !== 'Enter') return false
  event.preventDefault()
  return true
}
