'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { SelectField, TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { useAction } from '@/app/_components/ui/use-action'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import type { ClaimKind } from '@/server/domain/catalogue/credentials'
import type { CompetencyHit } from '@/server/domain/catalogue/framework-view'
import { saysEnough } from '@/server/domain/unspaced'

type Words = Record<
  | 'title'
  | 'search'
  | 'searchHint'
  | 'nothing'
  | 'searching'
  | 'how'
  | 'level'
  | 'add'
  | 'already'
  | 'failed',
  string
> &
  Record<'addLabel' | 'added', Blank<'label'>> & {
    claims: { value: ClaimKind; label: string }[]
  }

type Props = {
  org: string
  slug: string
  /** `<claim> <competency id>` of what is claimed already. */
  claimed: string[]
  words: Words
}

/** Finds competencies by words or code and claims them, one press each. */
export function ClaimPicker({ org, slug, claimed, words }: Props) {
  const router = useRouter()
  const latest = useRef(0)
  const [found, setFound] = useState<CompetencyHit[] | null>(null)
  const [claim, setClaim] = useState<ClaimKind>('teaches')
  const [level, setLevel] = useState('')
  const [said, setSaid] = useState('')
  const { pending, error, run } = useAction(words)

  async function search(query: string) {
    latest.current += 1
    const turn = latest.current
    if (!saysEnough(query)) return setFound(null)
    const hits = await client.frameworks.search
      .query({ org, search: { query } })
      .catch((): CompetencyHit[] => [])
    if (turn === latest.current) setFound(hits)
  }

  function add(hit: CompetencyHit) {
    void run(async () => {
      await client.credentials.addClaim.mutate({
        org,
        slug,
        claim: { competencyId: hit.id, claim, level: level || null },
      })
      setSaid(fill(words.added, { label: hit.label }))
      router.refresh()
    })
  }

  return (
    <section aria-labelledby="picker" className="mt-9 border-t-2 border-ink pt-5">
      <h2 id="picker" className="mb-3">
        {words.title}
      </h2>
      <div className="grid max-w-200 gap-4 sm:grid-cols-[2fr_1fr_1fr]">
        <TextField
          name="search"
          type="search"
          label={words.search}
          autoComplete="off"
          maxLength={120}
          onChange={(event) => void search(event.target.value)}
        />
        <SelectField
          name="claim"
          label={words.how}
          options={words.claims}
          value={claim}
          onChange={(event) => {
            const chosen = words.claims.find(({ value }) => value === event.target.value)
            if (chosen) setClaim(chosen.value)
          }}
        />
        <TextField
          name="level"
          label={words.level}
          maxLength={120}
          value={level}
          onChange={(event) => setLevel(event.target.value)}
        />
      </div>
      <p className="mt-1 text-sm text-muted">{words.searchHint}</p>
      {error ? <Notice kind="error">{error.message}</Notice> : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      {found?.length === 0 ? <p className="mt-3 text-muted">{words.nothing}</p> : null}
      {found && found.length > 0 ? (
        <ul className="rows mt-4">
          {found
            .map((each) => ({ ...each, ...saidOnce(each) }))
            .map((hit) => (
              <li key={hit.id} className="flex items-center justify-between gap-4">
                <span className="min-w-0">
                  {hit.code ? <span className="mr-2 text-muted">{hit.code}</span> : null}
                  <span className="font-semibold">
                    <Said>{hit.name}</Said>
                  </span>
                  <span className="block text-sm text-muted">
                    <Said>{hit.framework.name}</Said>
                  </span>
                  <Blocks of={hit.rest} className="measure text-sm" />
                </span>
                {claimed.includes(`${claim} ${hit.id}`) ? (
                  <span className="text-muted">{words.already}</span>
                ) : (
                  <button
                    type="button"
                    className="btn"
                    disabled={pending}
                    aria-label={fill(words.addLabel, { label: hit.label })}
                    onClick={() => add(hit)}
                  >
                    {words.add}
                  </button>
                )}
              </li>
            ))}
        </ul>
      ) : null}
    </section>
  )
}
