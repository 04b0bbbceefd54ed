'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextAreaField, TextField } from '@/app/_components/ui/field'
import { Refusal } from '@/app/_components/ui/refusal'
import { useAction } from '@/app/_components/ui/use-action'
import { type Blank, fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import type { CompetencyDetails } from '@/server/domain/catalogue/framework-view'
import type { CompetencyAxis, CompetencyType } from '@/server/domain/catalogue/frameworks'

export type CompetencyWords = Record<
  | 'statement'
  | 'statementHint'
  | 'label'
  | 'labelHint'
  | 'code'
  | 'type'
  | 'axis'
  | 'level'
  | 'notes'
  | 'submit'
  | 'another'
  | 'saving'
  | 'failed'
  | 'retire'
  | 'retireHint',
  string
> & {
  added: Blank<'label'>
  types: { value: CompetencyType | ''; label: string }[]
  axes: { value: CompetencyAxis | ''; label: string }[]
}

export type CompetencyValues = Record<keyof CompetencyDetails, string>

type Props = {
  org: string
  slug: string
  /** The competency to reword; null adds one under `parentId`. */
  id: string | null
  parentId: string | null
  canRetire: boolean
  words: CompetencyWords
  values: CompetencyValues
}

/** One competency in an editor's hands: add, add and go on, reword, take out. */
export function CompetencyForm(props: Props) {
  const { org, slug, id, parentId, canRetire, words, values } = props
  const router = useRouter()
  const first = useRef<HTMLFormElement>(null)
  const [text, setText] = useState(values)
  const [said, setSaid] = useState('')
  const { pending, error, run } = useAction(words)
  const framework = `/o/${org}/frameworks/${slug}`
  const field = (name: keyof CompetencyValues, max: number) => ({
    name,
    label: words[name],
    maxLength: max,
    value: text[name],
    onChange: (event: { target: { value: string } }) =>
      setText({ ...text, [name]: event.target.value }),
  })

  function save(goOn: boolean) {
    void run(async () => {
      const { type, axis, ...rest } = text
      const details = {
        ...rest,
        type: words.types.find(({ value }) => value === type)?.value || null,
        axis: words.axes.find(({ value }) => value === axis)?.value || null,
      }
      if (id) await client.frameworks.editCompetency.mutate({ org, slug, id, details })
      else await client.frameworks.addCompetency.mutate({ org, slug, parentId, details })
      router.refresh()
      if (!goOn) return router.push(framework)
      setSaid(fill(words.added, { label: text.label || text.statement }))
      setText({ ...values, type, axis })
      first.current?.querySelector('textarea')?.focus()
    })
  }

  function retire() {
    void run(async () => {
      if (id) await client.frameworks.retireCompetency.mutate({ org, slug, id })
      router.push(framework)
      router.refresh()
    })
  }

  return (
    <form
      ref={first}
      className="grid max-w-160 gap-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        save(false)
      }}
    >
      <p role="status" className={said ? 'notice notice-good' : 'sr-only'}>
        {said}
      </p>
      <TextAreaField {...field('statement', 10_000)} hint={words.statementHint} required rows={3} />
      <TextField {...field('label', 160)} hint={words.labelHint} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('code', 60)} />
        <TextField {...field('level', 120)} />
        <SelectField {...field('type', 20)} options={words.types} />
        <SelectField {...field('axis', 20)} options={words.axes} />
      </div>
      <TextAreaField {...field('notes', 10_000)} rows={2} />
      {error ? <Refusal problem={error} /> : null}
      <div className="flex flex-wrap gap-2.5">
        <Button variant="primary" disabled={pending}>
          {pending ? words.saving : words.submit}
        </Button>
        {id ? null : (
          <Button
            type="button"
            disabled={pending || !text.statement.trim()}
            onClick={() => save(true)}
          >
            {words.another}
          </Button>
        )}
      </div>
      {canRetire ? (
        <div className="mt-4 border-t border-line pt-5">
          <Button type="button" variant="danger" disabled={pending} onClick={retire}>
            {words.retire}
          </Button>
          <p className="mt-1 text-sm text-muted">{words.retireHint}</p>
        </div>
      ) : null}
    </form>
  )
}
